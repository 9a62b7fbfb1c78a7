import type { Json } from '@joinery/contracts';
import type { IngressLimits } from './incoming.ts';
import { refuse } from './refuse.ts';

/**
 * JSON from outside: within its limits, and without the members by which objects are poisoned. Other members stay,
 * also those that nobody knows.
 *
 * @throws Refusal `request.not-json` or `request.too-deep`
 */
export function parseJson(text: string, limits: Pick<IngressLimits, 'maxDepth' | 'maxKeys'>): Json {
  const value = parsed(text);
  tame(value, limits);
  return value;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const [place] = /position \d+/.exec(error instanceof Error ? error.message : '') ?? ['end'];
    throw refuse('request.not-json', { detail: place });
  }
}

/** Level by level, so that depth costs no stack. */
export function tame(value: Json, { maxDepth, maxKeys }: Pick<IngressLimits, 'maxDepth' | 'maxKeys'>): void {
  let level: object[] = isContainer(value) ? [value] : [];
  let keys = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > maxDepth) throw refuse('request.too-deep');
    const below: object[] = [];
    for (const container of level) {
      keys += Array.isArray(container) ? tameList(container, below) : tameObject(container as Members, below);
      if (keys > maxKeys) throw refuse('request.too-deep');
    }
    level = below;
  }
}

type Members = Record<string, unknown>;

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function tameList(list: readonly unknown[], below: object[]): number {
  for (const each of list) if (isContainer(each)) below.push(each);
  return list.length;
}

function tameObject(members: Members, below: object[]): number {
  let count = 0;
  for (const name of Object.keys(members)) {
    count += 1;
    const each = members[name];
    if (poisons(name, each)) delete members[name];
    else if (isContainer(each)) below.push(each);
  }
  return count;
}

/** A plain field may be called "constructor"; one that holds a prototype means harm. */
function poisons(name: string, value: unknown): boolean {
  if (name === '__proto__') return true;
  return name === 'constructor' && isContainer(value) && Object.hasOwn(value, 'prototype');
}
