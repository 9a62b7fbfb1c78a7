import { ProblemError } from './problem-error.ts';

export const jsonLimits = { depth: 64, keys: 50_000 } as const;

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a JSON body within bounds. Keys that mean something to JavaScript are refused by name and place, so that a
 * sender learns of it instead of losing a field.
 */
export function readJsonBody(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  const value = parse(bytes);
  refuseOddities(value);
  return value;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes)) as unknown;
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unreadable';
    throw new ProblemError('request.not-json', { detail });
  }
}

interface Visit {
  readonly value: object;
  readonly place: string;
  readonly depth: number;
}

/** Iterative, so that a deep value cannot exhaust the stack. */
function refuseOddities(root: unknown): void {
  if (typeof root !== 'object' || root === null) return;
  const open: Visit[] = [{ value: root, place: 'body', depth: 1 }];
  let keys = 0;
  for (let visit = open.pop(); visit; visit = open.pop()) {
    const { value, place, depth } = visit;
    const isList = Array.isArray(value);
    const names = Object.keys(value);
    keys += names.length;
    if (depth > jsonLimits.depth || keys > jsonLimits.keys) throw new ProblemError('request.too-deep');
    for (const name of names) {
      const member = Object.getOwnPropertyDescriptor(value, name)?.value as unknown;
      if (isPolluting(name, member)) throw new ProblemError('request.forbidden-key', { key: name, place });
      if (typeof member !== 'object' || member === null) continue;
      open.push({ value: member, place: isList ? `${place}[${name}]` : `${place}.${name}`, depth: depth + 1 });
    }
  }
}

/** `constructor` alone is an honest word; with a `prototype` in it it is an attempt. */
function isPolluting(name: string, member: unknown): boolean {
  if (name === '__proto__') return true;
  return name === 'constructor' && typeof member === 'object' && member !== null && Object.hasOwn(member, 'prototype');
}
