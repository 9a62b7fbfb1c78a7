import { ExpressionError } from '../expression-error.ts';
import { parse as parseBounded } from '../syntax/parse.ts';

/**
 * The reference parser's tree as it really is (its own typings describe half of it). One shape for all nodes; `type`
 * tells which members are there.
 */
export interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: readonly Node[];
  readonly stages?: readonly Stage[];
  readonly predicate?: readonly Stage[];
  readonly group?: Group;
  readonly keepArray?: boolean;
  readonly keepSingletonArray?: boolean;
  readonly consarray?: boolean;
  readonly tuple?: boolean;
  readonly focus?: string;
  readonly index?: string;
  readonly lhs?: unknown;
  readonly rhs?: Node;
  readonly expression?: Node;
  readonly expressions?: readonly Node[];
  readonly arguments?: readonly Node[];
  readonly procedure?: Node;
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly body?: Node;
  readonly thunk?: boolean;
  readonly signature?: unknown;
  readonly pattern?: Node;
  readonly update?: Node;
  readonly delete?: Node;
  readonly terms?: readonly { readonly descending: boolean; readonly expression: Node }[];
  readonly slot?: { readonly label: string };
  readonly ancestor?: { readonly label: string };
}

/** A predicate or an index binding behind a step. */
export interface Stage {
  readonly type: string;
  readonly expr?: Node;
  readonly value?: string;
  readonly position?: number;
}

/** The pairs of an object constructor or group-by. */
export interface Group {
  readonly lhs: readonly (readonly [Node, Node])[];
  readonly position?: number;
}

export type Parsed =
  | { readonly ok: true; readonly ast: Node }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly position: number };

/**
 * Parses as the compiler does, with its limits; a syntax error is a value, because editors meet one at every other
 * key.
 */
export function parse(source: string): Parsed {
  try {
    return { ok: true, ast: parseBounded(source) as unknown as Node };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { ok: false, code: error.code, message: error.message, position: error.position ?? 0 };
  }
}

/** The pairs of an object constructor. */
export function pairsOf(node: Node): readonly (readonly [Node, Node])[] {
  return node.lhs as readonly (readonly [Node, Node])[];
}

/** The left operand of a binary node. */
export function leftOf(node: Node): Node {
  return node.lhs as Node;
}
