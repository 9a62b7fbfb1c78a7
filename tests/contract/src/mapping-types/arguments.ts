import { parseArgs } from 'node:util';

export interface RunnerOptions {
  readonly cases: number;
  readonly seed: number | undefined;
  readonly json: boolean;
}

/** `--cases 10000 --seed 42 --json`. */
export function runnerOptions(args: readonly string[]): RunnerOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cases: { type: 'string', default: '10000' },
      seed: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    cases: Number(values.cases),
    seed: values.seed === undefined ? undefined : Number(values.seed),
    json: values.json,
  };
}
