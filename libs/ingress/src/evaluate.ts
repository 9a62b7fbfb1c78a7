import type { Json } from '@joinery/contracts';
import { manifestFunctionsIn } from '@joinery/connector-sdk';
import { compile } from '@joinery/mapping';
import { refuse } from './refuse.ts';

/** A fraction of what a mapping may use: this runs before anything is accepted. */
const bounds = { steps: 200_000, elements: 50_000, stringBytes: 4_000_000, outputBytes: 4_000_000, timeMs: 200 };

/** Evaluates an expression of a manifest on what came from outside. @throws Refusal where it fails */
export function evaluate(source: string, scope: unknown): Json | undefined {
  try {
    const functions = manifestFunctionsIn(source);
    return compile(source).evaluate(scope, { bounds, now: Date.now(), ...(functions && { functions }) }) as
      Json | undefined;
  } catch (error) {
    throw refuse('request.invalid', { detail: error instanceof Error ? error.message.slice(0, 200) : 'expression' });
  }
}
