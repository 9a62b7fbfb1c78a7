import { parseArgs } from 'node:util';
import { sabotages, type Sabotage } from './sabotage.ts';

export interface RunnerOptions {
  readonly histories: number;
  readonly seed: number;
  readonly json: boolean;
  /** Puts something wrong into the domain, to show that the checks see it. */
  readonly sabotage: Sabotage | undefined;
  /** Prints what happened. */
  readonly trace: boolean;
}

/** `--histories 1000 --seed 42 --json --sabotage merge --trace`. */
export function runnerOptions(args: readonly string[]): RunnerOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      histories: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      sabotage: { type: 'string' },
      trace: { type: 'boolean', default: false },
    },
  });
  const sabotage = sabotages.find((one) => one === values.sabotage);
  if (values.sabotage !== undefined && !sabotage) throw new Error(`--sabotage is one of ${sabotages.join(', ')}`);
  return {
    histories: Number(values.histories),
    seed: Number(values.seed),
    json: values.json,
    sabotage,
    trace: values.trace,
  };
}
