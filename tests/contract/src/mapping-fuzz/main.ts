import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { expressions } from './expressions.ts';
import { inputs } from './inputs.ts';
import { areAlike, ours, reference, type Outcome } from './outcome.ts';
import { explanationOf } from './explain.ts';
import { mayNeverEnd, quirks } from './quirks.ts';
import { treeOf } from './tree.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '20000' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const cases = Number(values.cases);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Cases made at once: all of a large number would not fit into memory. */
const batch = 1_000;

/** What can make the reference run for ever is not asked of it. */
const endless: Outcome = { kind: 'failed', code: undefined, position: undefined, token: undefined, message: 'not run' };

const explained: Record<string, number> = {};
let differences = 0;
let unexplained = 0;

async function compare(source: string, input: unknown): Promise<void> {
  const tree = treeOf(source);
  const expected = tree && mayNeverEnd(tree) ? endless : await reference(source, input);
  const actual = ours(source, input);
  if (areAlike(expected, actual)) return;
  differences++;
  const names = await explanationOf({ source, tree, input, reference: expected, ours: actual });
  if (names.length === 0) return report(source, input, expected, actual);
  const name = names.length > 1 ? 'several' : names[0]!;
  explained[name] = (explained[name] ?? 0) + 1;
}

function report(source: string, input: unknown, expected: Outcome, actual: Outcome): void {
  unexplained++;
  print(`unexplained, replay with --seed ${seed} --cases ${cases}: ${source}`);
  print(`  input:     ${JSON.stringify(input)}`);
  print(`  reference: ${JSON.stringify(expected)}`);
  print(`  ours:      ${JSON.stringify(actual)}`);
}

for (let from = 0; from < cases; from += batch) {
  const count = Math.min(batch, cases - from);
  for (const [source, input] of fc.sample(fc.tuple(expressions, inputs), { seed: seed + from, numRuns: count }))
    await compare(source, input);
}
if (!values.json) for (const { name, sentence } of quirks) print(`${name} (${explained[name] ?? 0}): ${sentence}`);
print(JSON.stringify({ cases, seed, differences, unexplained, explained }));
process.exitCode = unexplained === 0 ? 0 : 1;
