import { standardSignatures } from '../../types/standard/standard-signatures.ts';
import type { FunctionCategory, FunctionExample, FunctionHelp } from '../field-function.ts';

type Example = readonly [expression: string, result?: unknown, input?: unknown];

/** One standard function: its parameters separated by spaces, its help, its examples. */
export function entry(
  name: string,
  parameters: string,
  { zh, en, examples }: { readonly zh: string; readonly en: string; readonly examples: readonly Example[] },
): Omit<FunctionHelp, 'category'> {
  return {
    name,
    signature: standardSignatures[name] ?? '',
    parameters: parameters.split(' ').filter(Boolean),
    summary: { zh, en },
    examples: examples.map(([expression, result, input]): FunctionExample => ({
      expression,
      result,
      ...(input === undefined ? {} : { input }),
    })),
  };
}

/** Puts entries under their heading. */
export function inCategory(
  category: FunctionCategory,
  entries: readonly Omit<FunctionHelp, 'category'>[],
): readonly FunctionHelp[] {
  return entries.map((each) => ({ ...each, category }));
}
