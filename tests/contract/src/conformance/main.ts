import { conformanceChecks, runConformance, type CheckResult } from '@joinery/connector-sdk/testing';
import { subjects } from './subjects.ts';

/** Runs the conformance suite over every connector: a line per connector, and with `--json` one object at the end. */
const results: CheckResult[] = [];
for (const subject of subjects) {
  const of = await runConformance(subject);
  results.push(...of);
  const count = (outcome: CheckResult['outcome']): number => of.filter((each) => each.outcome === outcome).length;
  const { name } = subject.connector.manifest;
  console.error(`${name}: ${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
}

const failed = results.filter(({ outcome }) => outcome === 'failed');
for (const { connector, check, reason } of failed) console.error(`✗ ${connector} ${check}: ${reason}`);

const summary = {
  connectors: subjects.length,
  checks: conformanceChecks.length,
  passed: results.filter(({ outcome }) => outcome === 'passed').length,
  failed: failed.length,
  skipped: results
    .filter(({ outcome }) => outcome === 'skipped')
    .map(({ connector, check, reason }) => `${connector} ${check}: ${reason}`),
};
console.log(
  process.argv.includes('--json')
    ? JSON.stringify(summary)
    : `${summary.passed} of ${summary.checks} checks × ${summary.connectors} connectors passed`,
);
process.exitCode = failed.length > 0 ? 1 : 0;
