import type { FieldFunction } from '@joinery/mapping';

const deepest = 64;

/**
 * What expressions of a manifest may call beside the functions of every mapping.
 *
 * `$parseJson(text)`: the value behind a JSON text, as vendors put forms and contents into a member of another
 * document; missing where the text is no JSON, or nested beyond reason.
 *
 * @example
 * $parseJson(body.data.form)[required].name
 */
const manifestFunctions: Readonly<Record<string, FieldFunction>> = {
  parseJson: { name: 'parseJson', signature: '<s:x>', call: ([text]) => parsed(text) },
};

/** Those that an expression calls; most call none, and run faster when none is offered. */
export function manifestFunctionsIn(source: string): Readonly<Record<string, FieldFunction>> | undefined {
  const called = Object.entries(manifestFunctions).filter(([name]) => source.includes(`$${name}`));
  return called.length === 0 ? undefined : Object.fromEntries(called);
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isWithin(value, deepest) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((each) => isWithin(each, depth - 1));
}
