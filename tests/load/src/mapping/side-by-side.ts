import { compile } from '@joinery/mapping';
import jsonata from 'jsonata';
import type { Case } from './cases.ts';

/** Median time of one evaluation in microseconds, by each of the three. */
export interface Times {
  readonly reference: number;
  readonly ours: number;
  readonly byHand: number;
}

export interface Ratios {
  readonly timesReference: number;
  readonly behindHandWritten: number;
}

const rounds = 9;
const roundMs = 40;

/**
 * Measures all three in turn, round by round, so that whatever disturbs the machine disturbs them alike. The inputs
 * take turns too: one and the same record over and over is what an engine learns by heart and nobody maps.
 */
export async function sideBySide(each: Case, inputs: readonly unknown[]): Promise<Times> {
  let turn = 0;
  const next = () => inputs[turn++ % inputs.length];
  const ours = compile(each.expression);
  const reference = jsonata(each.expression);
  const samples = { reference: [] as number[], ours: [] as number[], byHand: [] as number[] };
  for (let round = -2; round < rounds; round++) {
    const referenceUs = await timeAsync(() => reference.evaluate(next()));
    const oursUs = time(() => ours.evaluate(next()));
    const byHandUs = time(() => each.byHand(next() as never));
    if (round < 0) continue;
    samples.reference.push(referenceUs);
    samples.ours.push(oursUs);
    samples.byHand.push(byHandUs);
  }
  return { reference: median(samples.reference), ours: median(samples.ours), byHand: median(samples.byHand) };
}

export function ratiosOf({ reference, ours, byHand }: Times): Ratios {
  return { timesReference: rounded(reference / ours), behindHandWritten: rounded(ours / byHand) };
}

let sink: unknown;

function time(action: () => unknown): number {
  const start = performance.now();
  let count = 0;
  let elapsed = 0;
  while (elapsed < roundMs) {
    for (let i = 0; i < 4; i++) sink = action();
    count += 4;
    elapsed = performance.now() - start;
  }
  return (elapsed * 1000) / count;
}

async function timeAsync(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let count = 0;
  let elapsed = 0;
  while (elapsed < roundMs) {
    sink = await action();
    count++;
    elapsed = performance.now() - start;
  }
  return (elapsed * 1000) / count;
}

/** Keeps results alive, so that no engine may leave out work whose result nobody reads. */
export function lastResult(): unknown {
  return sink;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
