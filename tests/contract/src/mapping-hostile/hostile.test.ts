import { describe, expect, test } from 'vitest';
import { hostiles } from './corpus.ts';
import { measured } from './measured.ts';

describe('an expression that means harm', () => {
  // What it takes in time and memory is measured by `npm run mapping:hostile`, each in a process of its own.
  test.for(hostiles.map((hostile) => [hostile.name, hostile] as const))('%s ends as it should', ([, hostile]) => {
    const { end, isPolluted } = measured(hostile, 1_000);
    expect(hostile.ends).toContain(end);
    expect(isPolluted).toBe(false);
  });
});
