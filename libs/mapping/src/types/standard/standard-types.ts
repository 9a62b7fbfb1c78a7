import type { FunctionTyping } from '../context.ts';
import { anyType } from '../type.ts';
import { dateResults } from './date-results.ts';
import { listResults } from './list-results.ts';
import { numberResults } from './number-results.ts';
import { objectResults } from './object-results.ts';
import { always, type Result } from './result.ts';
import { standardSignatures } from './standard-signatures.ts';
import { textResults } from './text-results.ts';
import { valueResults } from './value-results.ts';

/** Result types of the standard functions; one that is not listed may yield any value. */
const results: Readonly<Record<string, Result>> = {
  ...textResults,
  ...numberResults,
  ...listResults,
  ...objectResults,
  ...valueResults,
  ...dateResults,
};

/** What is known of each standard function. */
export const standardTypes: ReadonlyMap<string, FunctionTyping> = new Map(
  Object.entries(standardSignatures).map(([name, signature]) => [
    name,
    { signature, result: results[name] ?? always(anyType) },
  ]),
);
