import { ExpressionError } from '../expression-error.ts';

/** What goes wrong while an expression is evaluated, before the place is known. */
export interface FaultDetail {
  readonly value?: unknown;
  readonly position?: number | undefined;
  readonly token?: string | undefined;
  readonly index?: number;
  /** Members that the message names besides `value`. */
  readonly inserts?: Readonly<Record<string, unknown>>;
}

/** An error on its way out of an evaluation; calls on the way add their place, as the reference does. */
export class Fault extends Error {
  readonly code: string;
  readonly value: unknown;
  readonly index: number | undefined;
  readonly inserts: Readonly<Record<string, unknown>>;
  position: number | undefined;
  token: string | undefined;

  constructor(code: string, detail: FaultDetail = {}) {
    super(code);
    this.code = code;
    this.value = detail.value;
    this.index = detail.index;
    this.inserts = detail.inserts ?? {};
    this.position = detail.position;
    this.token = detail.token;
  }
}

/**
 * A function call puts its own place on what passes through it, and its name where none is known yet. What goes over a
 * bound, or fails in a field function, has the place of the innermost call.
 */
export function throughCall(error: unknown, position: number | undefined, token: string | undefined): unknown {
  if (error instanceof ExpressionError) return error.at(position, token);
  if (!(error instanceof Fault)) return error;
  error.position = position ?? error.position;
  error.token ??= token;
  return error;
}

/** An operator claims what went wrong inside it. */
export function throughOperator(error: unknown, position: number | undefined, token: string): unknown {
  if (!(error instanceof Fault)) return error;
  error.position = position;
  error.token = token;
  return error;
}

/** A call gives its place and name to what has none yet. */
export function withoutPlace(error: unknown, { position, token }: Pick<FaultDetail, 'position' | 'token'>): unknown {
  if (!(error instanceof Fault)) return error;
  error.position ||= position;
  error.token ||= token;
  return error;
}
