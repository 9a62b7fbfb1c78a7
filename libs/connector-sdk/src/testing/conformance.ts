import { type Check, reasonToSkip, runCheck } from './check.ts';
import { authChecks } from './checks/auth-checks.ts';
import { changeChecks } from './checks/change-checks.ts';
import { designChecks } from './checks/design-checks.ts';
import { effectChecks } from './checks/effect-checks.ts';
import { errorChecks } from './checks/error-checks.ts';
import { manifestChecks } from './checks/manifest-checks.ts';
import { pagingChecks } from './checks/paging-checks.ts';
import { webhookChecks } from './checks/webhook-checks.ts';
import type { ConformanceSubject } from './subject.ts';

/** Every check of the suite, by a stable id. */
export const conformanceChecks: readonly Check[] = [
  ...manifestChecks,
  ...authChecks,
  ...pagingChecks,
  ...errorChecks,
  ...effectChecks,
  ...changeChecks,
  ...webhookChecks,
  ...designChecks,
];

export interface CheckResult {
  readonly connector: string;
  readonly check: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped, or what was found wrong. */
  readonly reason?: string;
}

/** Runs the whole suite over a connector and tells what became of each check; used by commands. */
export async function runConformance(subject: ConformanceSubject): Promise<readonly CheckResult[]> {
  const connector = subject.connector.manifest.name;
  const results: CheckResult[] = [];
  for (const check of conformanceChecks)
    results.push({ connector, check: check.id, ...(await outcomeOf(check, subject)) });
  return results;
}

async function outcomeOf(check: Check, subject: ConformanceSubject): Promise<Pick<CheckResult, 'outcome' | 'reason'>> {
  const reason = reasonToSkip(check, subject);
  if (reason !== undefined) return { outcome: 'skipped', reason };
  try {
    await runCheck(check, subject);
    return { outcome: 'passed' };
  } catch (error) {
    return { outcome: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The test functions of a runner such as vitest. */
export interface TestRunner {
  readonly describe: (name: string, define: () => void) => unknown;
  readonly test: (name: string, run: () => Promise<void>) => unknown;
}

/**
 * Makes a test of every check that applies.
 *
 * @example
 * conformance({ connector, simulator: acmeSimulator, openHost, plan }, { describe, test });
 */
export function conformance(subject: ConformanceSubject, { describe, test }: TestRunner): void {
  describe(`${subject.connector.manifest.name} conforms`, () => {
    for (const check of conformanceChecks) {
      if (reasonToSkip(check, subject) === undefined)
        test(`${check.id}: ${check.title}`, () => runCheck(check, subject));
    }
  });
}
