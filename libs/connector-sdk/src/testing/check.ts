import type { JsonObject } from '@joinery/contracts';
import type { Connector } from '../define-connector.ts';
import type { RunningSimulator, Simulator } from '../simulator/index.ts';
import type { ConformanceHost } from './conformance-host.ts';
import type { ConformancePlan, ConformanceSubject } from './subject.ts';

/** What a live check works with. */
export interface Bench {
  readonly connector: Connector;
  readonly plan: ConformancePlan;
  readonly simulator: Simulator;
  readonly running: RunningSimulator;
  readonly host: ConformanceHost;
  /** Another host: other connection fields, or a changed connector. */
  readonly open: (changes?: {
    readonly connection?: JsonObject;
    readonly connector?: Connector;
  }) => Promise<ConformanceHost>;
  /** The secrets of the connection, which must show nowhere. */
  readonly secrets: readonly string[];
}

export interface Check {
  /** Stable: exemptions and reports name it. */
  readonly id: string;
  /** A sentence: what holds. */
  readonly title: string;
  /** Parts of the plan it needs. */
  readonly needs?: readonly (keyof ConformancePlan)[];
  /** A further condition on the connector and its plan; a text says why the check does not apply. */
  readonly applies?: (connector: Connector, plan: ConformancePlan) => true | string;
  readonly judge: StaticJudge | LiveJudge;
}

interface StaticJudge {
  readonly kind: 'manifest';
  readonly run: (connector: Connector) => void;
}
interface LiveJudge {
  readonly kind: 'live';
  readonly run: (bench: Bench) => Promise<void>;
}

/** A check of the manifest alone. */
export const manifestCheck = (id: string, title: string, run: (connector: Connector) => void): Check => ({
  id,
  title,
  judge: { kind: 'manifest', run },
});

type LiveOptions = Pick<Check, 'needs' | 'applies'>;

/** A check against the running simulator. */
export const liveCheck = (
  id: string,
  title: string,
  options: LiveOptions,
  run: (bench: Bench) => Promise<void>,
): Check => ({
  id,
  title,
  ...options,
  judge: { kind: 'live', run },
});

/** Why a check is left out for a subject; undefined when it runs. */
export function reasonToSkip(
  check: Check,
  { connector, plan, simulator, exempt = {} }: ConformanceSubject,
): string | undefined {
  if (Object.hasOwn(exempt, check.id)) return exempt[check.id];
  if (check.judge.kind === 'live' && !simulator) return 'no simulator';
  const missing = check.needs?.find((need) => plan[need] === undefined);
  if (missing) return `nothing planned for “${missing}”`;
  const applies = check.applies?.(connector, plan) ?? true;
  return applies === true ? undefined : applies;
}

/** Runs one check; throws what it finds wrong. */
export async function runCheck(check: Check, subject: ConformanceSubject): Promise<void> {
  const { judge } = check;
  return judge.kind === 'manifest' ? judge.run(subject.connector) : onBench(subject, judge.run);
}

async function onBench(
  { connector, simulator: make, openHost, plan }: ConformanceSubject,
  run: LiveJudge['run'],
): Promise<void> {
  if (!make) throw new Error('A live check needs a simulator');
  const simulator = make();
  const running = await simulator.start();
  const hosts: ConformanceHost[] = [];
  const open: Bench['open'] = async (changes = {}) => {
    const host = await openHost(
      changes.connector ?? connector,
      changes.connection ?? simulator.connection(),
      running.url,
    );
    hosts.push(host);
    return host;
  };
  try {
    await run({
      connector,
      plan,
      simulator,
      running,
      host: await open(),
      open,
      secrets: secretsOf(connector, simulator.connection()),
    });
  } finally {
    for (const host of hosts) await host.close();
    await running.stop();
  }
}

/** The values of a connection's fields that are marked secret. */
export function secretsOf({ manifest }: Connector, connection: JsonObject): readonly string[] {
  const fields = (manifest.connection.fields['properties'] ?? {}) as JsonObject;
  return Object.entries(fields)
    .filter(([, field]) => (field as JsonObject)['x-secret'] === true)
    .map(([name]) => connection[name])
    .filter((value): value is string => typeof value === 'string' && value !== '');
}

/** A part of the plan; checks name in `needs` what they ask for. */
export function planned<K extends keyof ConformancePlan>({ plan }: Bench, part: K): NonNullable<ConformancePlan[K]> {
  const value = plan[part];
  if (value === undefined) throw new Error(`nothing planned for ${part}`);
  return value as NonNullable<ConformancePlan[K]>;
}
