import { documentedFunctions } from './functions/documented-functions.ts';
import { functionLibrary, type FunctionLibrary } from './function-library.ts';

/** The functions that expressions have when nothing else is said: the standard ones and the field functions. */
export const defaultLibrary: FunctionLibrary = functionLibrary(documentedFunctions);
