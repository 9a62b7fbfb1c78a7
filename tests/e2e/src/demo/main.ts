// `npm run demo -- [--scenario 1..6] --json`: ends with one JSON line; the exit code tells.
import { parseArgs } from 'node:util';
import { runDemo } from './run-demo.ts';
import { runScenario } from './scenarios/run-scenario.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, scenario: { type: 'string' } } });
const begun = Date.now();
const say = (line: string): void => {
  if (!values.json) process.stderr.write(`[${((Date.now() - begun) / 1000).toFixed(1)} s] ${line}\n`);
};
const scenario = values.scenario === undefined ? undefined : Number(values.scenario);
const result = await (scenario === undefined ? runDemo(say) : runScenario(scenario, say)).catch((error: unknown) => ({
  ...(scenario === undefined ? {} : { scenario }),
  ok: false,
  error: error instanceof Error ? error.message : String(error),
}));
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(result.ok ? 0 : 1);
