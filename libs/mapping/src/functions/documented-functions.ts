import { conversions } from './conversions.ts';
import { dates } from './dates.ts';
import { fallbacks } from './fallbacks.ts';
import type { DocumentedFunction } from './field-function.ts';
import { fieldFunctions } from './fields.ts';
import { valueTables } from './value-tables.ts';

/** All functions of ours: register them in the library that expressions are compiled against. */
export const documentedFunctions: readonly DocumentedFunction[] = [
  ...conversions,
  ...fallbacks,
  ...valueTables,
  ...dates,
  ...fieldFunctions,
];
