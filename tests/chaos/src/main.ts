// `npm run chaos -- --kills 20 --json [--seed N]`: ends with one JSON line; the exit code tells.
import { runChaos } from './run-chaos.ts';

const numberAfter = (name: string, usual: number): number => {
  const at = process.argv.indexOf(name);
  return at < 0 ? usual : Number(process.argv[at + 1]);
};
const quiet = process.argv.includes('--json');
const seed = numberAfter('--seed', Math.floor(Math.random() * 2 ** 31));
process.stderr.write(`seed ${seed}\n`);
const result = await runChaos({
  kills: numberAfter('--kills', 20),
  seed,
  say: (line) => void (quiet || process.stderr.write(`${line}\n`)),
});
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(
  result.acceptedLost + result.duplicatesAtIdempotent + result.unflaggedDuplicates + result.stuck === 0 ? 0 : 1,
);
