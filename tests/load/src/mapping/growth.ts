import { compile } from '@joinery/mapping';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Case } from './cases.ts';
import { median } from './side-by-side.ts';

export interface Grown {
  readonly ours: number;
  readonly byHand: number;
}

const rounds = 21;
const warmUps = 5;

/**
 * How many times longer one whole takes than one of its parts on average: as many times as there are parts where time
 * grows with the number of records. Both sides, whole and parts, are measured in turn, each after a garbage collection;
 * what is told is the median of the rounds' ratios, so that a disturbance of a few rounds is not seen.
 */
export function growthOf(each: Case, parts: readonly unknown[], whole: unknown): Grown {
  const compiled = compile(each.expression);
  const ratio = (action: (input: unknown) => unknown) => {
    const inParts = timeOf(() => parts.forEach(action));
    return (timeOf(() => action(whole)) / inParts) * parts.length;
  };
  const ours: number[] = [];
  const byHand: number[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    const [own, hand] = [ratio((input) => compiled.evaluate(input)), ratio((input) => each.byHand(input as never))];
    if (round < 0) continue;
    ours.push(own);
    byHand.push(hand);
  }
  return { ours: median(ours), byHand: median(byHand) };
}

function timeOf(action: () => void): number {
  collectGarbage();
  const start = performance.now();
  action();
  return performance.now() - start;
}

/** What `--expose-gc` gives, without asking for it where the benchmark is started. */
const collectGarbage = exposedGc();

function exposedGc(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
