import type { Node } from './syntax.ts';
import type { Context } from './context.ts';

/** What is known of a function value. */
export type FunctionType =
  | { readonly kind: 'lambda'; readonly node: Node; readonly context: Context }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'regex' }
  | { readonly kind: 'unknown' };
