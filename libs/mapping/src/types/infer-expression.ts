import { visitNode } from './infer.ts';
import type { JsonSchema } from '@joinery/contracts';
import { typeFromSchema } from './from-schema.ts';
import { arrayType, never, withoutArray, type Type } from './type.ts';
import { join } from './join.ts';
import { variablesOf } from './variables.ts';
import { infer, Scope, type Context, type Inference } from './context.ts';
import type { FindingDraft } from './finding.ts';
import type { Node } from './syntax.ts';
import { knownFunctions } from './known-functions.ts';

/** Nodes that one inference may visit; more than any honest mapping needs. */
const fuel = 60_000;

export interface Listeners {
  readonly report?: (finding: FindingDraft) => void;
  readonly observe?: (node: Node, context: Context, type: Type) => void;
}

/** The type of an expression over inputs of a type. */
export function inferExpression(ast: Node, input: Type, listeners: Listeners = {}): Type {
  const wrapped = wrap(input);
  const context: Context = {
    input: wrapped,
    scope: new Scope(),
    facts: new Map(),
    inference: begin(ast, input, listeners),
  };
  return infer(ast, context);
}

/** The evaluator wraps an input list, so that it is one context value. */
function wrap(input: Type): Type {
  if (!input.array || input.any) return input;
  return join(withoutArray(input), arrayType({ ...never, array: input.array }, { min: 1, max: 1, wrapper: true }));
}

function begin(ast: Node, root: Type, listeners: Listeners): Inference {
  const { bound, unstable } = variablesOf(ast);
  return {
    root,
    visit: visitNode,
    fuel,
    depth: 0,
    nesting: 0,
    unstable,
    bound,
    guards: new Set(),
    ancestors: new Map(),
    report: listeners.report ?? (() => undefined),
    observe: listeners.observe ?? (() => undefined),
    functions: knownFunctions,
  };
}

/** The type of an expression over what a schema accepts. */
export function inferOverSchema(ast: Node, schema: JsonSchema | boolean, listeners: Listeners = {}): Type {
  return inferExpression(ast, typeFromSchema(schema), listeners);
}
