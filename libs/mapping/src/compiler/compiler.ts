import type { Code } from '../runtime/run.ts';
import type { SyntaxNode } from '../syntax/syntax-tree.ts';
import type { FunctionValue } from '../runtime/function-value.ts';
import type { Scope } from './scope.ts';

/** What compiling a node needs besides the node: other kinds of nodes, functions by name, the cost of a body. */
export interface Compiler {
  node(node: SyntaxNode, scope: Scope): Code;
  /** The same, as a closure for certain. */
  closure(node: SyntaxNode, scope: Scope): Code;
  /** A node that yields the result of the expression, or a part of it: nobody else holds what it yields. */
  result(node: SyntaxNode, scope: Scope): Code;
  resultClosure(node: SyntaxNode, scope: Scope): Code;
  /** The node without what `[]` and the rule for single items do to its result. */
  raw(node: SyntaxNode, scope: Scope): Code;
  /** A function that this name means unless the caller or the expression rebinds it. */
  builtIn(name: string): FunctionValue | undefined;
}
