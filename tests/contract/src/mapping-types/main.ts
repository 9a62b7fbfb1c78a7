import { runnerOptions } from './arguments.ts';
import { runCorpus } from './corpus-run.ts';
import { checkSoundness, soundnessCase } from './soundness.ts';

const options = runnerOptions(process.argv.slice(2));
const print = (line: string) => process.stdout.write(`${line}\n`);

interface Tally {
  cases: number;
  unsound: number;
  evaluated: number;
  any: number;
}

async function run(firstSeed: number, cases: number): Promise<Tally> {
  const tally: Tally = { cases, unsound: 0, evaluated: 0, any: 0 };
  for (let seed = firstSeed; seed < firstSeed + cases; seed += 1) await count(seed, tally);
  return tally;
}

async function count(seed: number, tally: Tally): Promise<void> {
  const pair = soundnessCase(seed);
  const outcome = await checkSoundness(pair);
  if (outcome.kind !== 'failed') tally.evaluated += 1;
  if (outcome.kind === 'sound' && outcome.isAny) tally.any += 1;
  if (outcome.kind !== 'unsound') return;
  tally.unsound += 1;
  print(`unsound, replay with --seed ${seed} --cases 1: ${JSON.stringify({ ...pair, result: outcome.result })}`);
}

const firstSeed = options.seed ?? 1;
const tally = await run(firstSeed, options.cases);
const { missed, alarms, ...corpus } = runCorpus();
if (!options.json) {
  print(`seeds ${firstSeed}–${firstSeed + options.cases - 1}`);
  for (const line of missed) print(`missed  ${line}`);
  for (const line of alarms) print(`alarm   ${line}`);
}
print(JSON.stringify({ ...tally, seed: firstSeed, corpus }));
const isGood = tally.unsound === 0 && corpus.catchRate >= 0.95 && corpus.falseAlarmRate <= 0.02;
process.exitCode = isGood ? 0 : 1;
