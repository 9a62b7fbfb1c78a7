import { documentedFunctions } from '../functions/documented-functions.ts';
import type { FunctionTypes, FunctionTyping } from './context.ts';
import { standardTypes } from './standard/standard-types.ts';

const known: ReadonlyMap<string, FunctionTyping> = new Map<string, FunctionTyping>([
  ...standardTypes,
  ...documentedFunctions.map((each) => [each.name, each] as const),
]);

/** Every function that expressions may call, with its types. */
export const knownFunctions: FunctionTypes = { find: (name) => known.get(name), names: [...known.keys()] };
