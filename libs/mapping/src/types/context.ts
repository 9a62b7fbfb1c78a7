import type { FindingDraft } from './finding.ts';
import type { Node } from './syntax.ts';
import { anyType, missing, type Type } from './type.ts';

/** Variables by name, innermost first. A frame is filled in the order in which the evaluator would fill it. */
export class Scope {
  readonly #variables = new Map<string, Type>();
  readonly #outer: Scope | undefined;

  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  bind(name: string, type: Type): void {
    this.#variables.set(name, type);
  }

  find(name: string): Type | undefined {
    return this.#variables.get(name) ?? this.#outer?.find(name);
  }

  names(): readonly string[] {
    return [...this.#variables.keys(), ...(this.#outer?.names() ?? [])];
  }
}

/** What a condition taught about a path, as long as its context stays the same. */
export interface Fact {
  readonly present?: boolean;
  readonly nonNull?: boolean;
  readonly truthy?: boolean;
  readonly only?: readonly (string | number | boolean)[];
  readonly except?: readonly (string | number | boolean)[];
  readonly kind?: string;
  /** How many items it has at least, a single value being one. */
  readonly atLeast?: number;
  /** How long it is as text. */
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Facts by path key (`item:a.b`, `$x.a`). */
export type Facts = ReadonlyMap<string, Fact>;

/** One inference: what it started from, what it may spend, and who listens. */
export interface Inference {
  readonly root: Type;
  readonly visit: (node: Node, context: Context) => Type;
  /** Nodes still to visit; when it is used up the rest is any value. */
  fuel: number;
  /** Calls inside calls. */
  depth: number;
  /** Nodes inside nodes. */
  nesting: number;
  /** Variables that are bound where the order of evaluation is not plain; they hold any value. */
  readonly unstable: ReadonlySet<string>;
  /** Every variable that the expression sets anywhere. */
  readonly bound: ReadonlySet<string>;
  /** Conditions of `x = null ? null : …`, which ask for null out of care. */
  readonly guards: Set<Node>;
  /** What `%` stands for, by the label that the parser gave it. */
  readonly ancestors: Map<string, Type>;
  readonly report: (finding: FindingDraft) => void;
  readonly observe: (node: Node, context: Context, type: Type) => void;
  /** Result types of field functions. */
  readonly functions: FunctionTypes;
}

/** Where an expression is evaluated. */
export interface Context {
  readonly input: Type;
  readonly scope: Scope;
  readonly facts: Facts;
  readonly inference: Inference;
}

/** A call as the result rules see it: the context is already filled in. */
export interface Call {
  readonly name: string;
  readonly args: readonly Type[];
  readonly nodes: readonly (Node | undefined)[];
  readonly node: Node;
  readonly context: Context;
}

/** What is known of a named function. */
export interface FunctionTyping {
  readonly signature: string;
  readonly result: (call: Call) => Type;
}

export interface FunctionTypes {
  find(name: string): FunctionTyping | undefined;
  readonly names: readonly string[];
}

/** The type of a node in its context; which rules apply is the inference's to say. */
export function infer(node: Node, context: Context): Type {
  return context.inference.visit(node, context);
}

/** The same place with another context value: what was learnt about the old one no longer holds. */
export function withInput(context: Context, input: Type, scope: Scope = context.scope): Context {
  const facts = new Map([...context.facts].filter(([key]) => !key.startsWith('item:')));
  return { ...context, input, scope, facts };
}

export function variableType(name: string, context: Context): Type {
  if (name === '$') return context.inference.root;
  if (context.inference.unstable.has(name)) return anyType;
  return context.scope.find(name) ?? missing;
}
