import { runnerOptions } from './arguments.ts';
import { playHistory } from './history.ts';
import { noViolations, type Violations } from './watch.ts';

const options = runnerOptions(process.argv.slice(2));
const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function run(): Promise<Violations & { readonly writes: number; readonly kills: number }> {
  const sum = { ...noViolations(), writes: 0, kills: 0 };
  for (let seed = options.seed; seed < options.seed + options.histories; seed += 1) await count(seed, sum);
  return sum;
}

async function count(seed: number, sum: Violations & { writes: number; kills: number }): Promise<void> {
  const { violations, writes, kills, notes } = await playHistory(seed, options.sabotage);
  sum.writes += writes;
  sum.kills += kills;
  let isBad = false;
  for (const kind of Object.keys(violations) as (keyof Violations)[]) {
    sum[kind] += violations[kind];
    if (violations[kind] > 0) isBad = true;
  }
  if (options.trace) for (const note of notes) print(note);
  else if (isBad && !options.sabotage)
    print(`broken, replay with --histories 1 --seed ${seed} --trace: ${JSON.stringify(violations)}`);
}

const { diverged, duplicateLinks, lostEdits, echoWrites, wrongDeletes, writes, kills } = await run();
const violations = { diverged, duplicateLinks, lostEdits, echoWrites, wrongDeletes };
if (!options.json)
  print(`seeds ${options.seed}–${options.seed + options.histories - 1}, ${writes} writes, ${kills} processes killed`);
print(JSON.stringify({ histories: options.histories, ...violations, ...(options.json ? {} : { seed: options.seed }) }));
process.exitCode = Object.values(violations).some((number) => number > 0) ? 1 : 0;
