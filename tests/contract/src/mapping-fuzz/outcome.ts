import { compile, ExpressionError } from '@joinery/mapping';
import jsonata from 'jsonata';
import { copySign, type Heal } from './heal.ts';
import { oneByOne } from './one-by-one.ts';
import type { TreeNode } from './tree.ts';

export interface Failed {
  readonly kind: 'failed';
  /** Undefined where the reference lets an error of the platform through. */
  readonly code: string | undefined;
  readonly position: number | undefined;
  readonly token: string | undefined;
  readonly message: string;
}

/** What an evaluation comes to. Values as JSON text, so that functions and marks are no difference. */
export type Outcome =
  | { readonly kind: 'missing' }
  | {
      readonly kind: 'value';
      readonly json: string;
      /** A number in it is none that JSON has. */ readonly isJson: boolean;
    }
  | Failed;

export function ours(source: string, input: unknown): Outcome {
  try {
    return outcomeOf(compile(source).evaluate(input, { now, random: () => 0.5 }));
  } catch (error) {
    if (error instanceof ExpressionError) return failed(error);
    // No quirk explains it, and the reference never does the same.
    return failed({ code: 'X0000', message: String(error) });
  }
}

const now = 1_510_067_557_121;

/** The reference asks the platform for the moment; here it is always the same one. */
class FrozenDate extends Date {
  constructor(...args: readonly unknown[]) {
    super(...((args.length > 0 ? args : [now]) as [number]));
  }

  static override now(): number {
    return now;
  }
}

/** How the reference is to be changed before it is asked. */
export interface Treatment {
  readonly heals: readonly Heal[];
  readonly inOrder: boolean;
}

const untreated: Treatment = { heals: [], inOrder: false };

/** What the reference makes of it. */
export function reference(source: string, input: unknown): Promise<Outcome> {
  return referenceTreated(source, input, untreated) as Promise<Outcome>;
}

/** What it would make of it without certain traits; undefined where the expression has none of them. */
export async function referenceTreated(
  source: string,
  input: unknown,
  { heals, inOrder }: Treatment,
): Promise<Outcome | undefined> {
  globalThis.Date = FrozenDate as DateConstructor;
  globalThis.Math.random = () => 0.5;
  try {
    const expression = jsonata(source);
    const patient = { source, tree: expression.ast() as unknown as TreeNode, bindings: {} };
    let isTreated = inOrder || heals.length === 0;
    for (const heal of heals) isTreated = (await heal(patient)) || isTreated;
    if (!isTreated) return undefined;
    const evaluate = () => expression.evaluate(structuredClone(input), patient.bindings) as Promise<unknown>;
    return outcomeOf(await (inOrder ? oneByOne(evaluate) : evaluate()));
  } catch (error) {
    return failed(error as Partial<Failed>);
  }
}

function failed({ code, position, token, message }: Partial<Omit<Failed, 'kind'>>): Failed {
  const isOwnCode = typeof code === 'string' && /^[A-Z]+\d{4}$/.test(code);
  return {
    kind: 'failed',
    code: isOwnCode ? code : undefined,
    position,
    token: typeof token === 'string' ? token.split(copySign)[0] : token,
    message: String(message),
  };
}

function outcomeOf(value: unknown): Outcome {
  let isJson = true;
  const json = JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === 'number' && !Number.isFinite(member)) isJson = false;
    return withoutFunctions(member);
  });
  return json === undefined ? { kind: 'missing' } : { kind: 'value', json: sorted(json), isJson };
}

interface MaybeFunction {
  readonly _jsonata_lambda?: boolean;
  readonly _jsonata_function?: boolean;
}

function withoutFunctions(value: unknown): unknown {
  if (typeof value === 'function') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  const { _jsonata_lambda: isLambda, _jsonata_function: isNative } = value as MaybeFunction;
  return isLambda === true || isNative === true ? undefined : value;
}
/** Members in one order: which comes first is no difference. */
function sorted(json: string): string {
  return JSON.stringify(JSON.parse(json, (_key, value: unknown) => (isRecord(value) ? inOrder(value) : value)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inOrder(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(record)
      .toSorted()
      .map((key) => [key, record[key]]),
  );
}

/** The same, but for the place of an error. */
export function areAlikeButForPlace(first: Outcome, second: Outcome): boolean {
  if (first.kind === 'failed' && second.kind === 'failed') return first.code === second.code;
  return areAlike(first, second);
}

export function areAlike(first: Outcome, second: Outcome): boolean {
  if (first.kind === 'failed') {
    return (
      second.kind === 'failed' &&
      first.code === second.code &&
      first.position === second.position &&
      String(first.token) === String(second.token)
    );
  }
  if (first.kind === 'missing') return second.kind === 'missing';
  return second.kind === 'value' && first.json === second.json;
}
