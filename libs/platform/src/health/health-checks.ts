import type { Health, HealthCheck } from '@joinery/contracts';

/** Something a process needs in order to work; rejects, or says what is wrong, when it is not there. */
export interface Check {
  readonly name: string;
  run(): Promise<void>;
}

const patienceMs = 2_000;

/** Whether this process can do its work now, and whether it is about to stop. */
export class HealthChecks {
  readonly #version: string;
  readonly #checks: readonly Check[];
  #draining = false;

  constructor(version: string, checks: readonly Check[]) {
    this.#version = version;
    this.#checks = checks;
  }

  /** From now on the process says that it is leaving, so that nothing new is sent to it. */
  drain(): void {
    this.#draining = true;
  }

  async ready(): Promise<Health> {
    const checks = await Promise.all(this.#checks.map(runCheck));
    const state = this.#draining ? 'draining' : checks.every((one) => one.ok) ? 'ready' : 'not-ready';
    return { state, version: this.#version, checks };
  }
}

async function runCheck(check: Check): Promise<HealthCheck> {
  const began = performance.now();
  const fault = await Promise.race([check.run().then(() => undefined, describe), tooLate()]);
  const durationMs = Math.round(performance.now() - began);
  return { name: check.name, ok: fault === undefined, durationMs, ...(fault === undefined ? {} : { detail: fault }) };
}

// Addresses and credentials stand in messages of drivers; the kind of error is enough here.
const describe = (error: unknown): string => (error instanceof Error ? error.name : 'failed');

const tooLate = () =>
  new Promise<string>((resolve) => {
    setTimeout(resolve, patienceMs, `no answer within ${patienceMs} ms`).unref();
  });
