import type { SyntaxNode } from '../../syntax/syntax-tree.ts';
import type { Compiler } from '../compiler.ts';
import type { Scope } from '../scope.ts';
import type { Emitter, Name } from './emitter.ts';

/** Where code is being written: which variables hold the context and the frame, and what the frame's slots are. */
export interface Place {
  readonly emitter: Emitter;
  readonly compiler: Compiler;
  readonly scope: Scope;
  readonly input: Name;
  readonly frame: Name;
  /** What is yielded here becomes the result: objects are made so that nobody else holds a part of them. */
  readonly isResult: boolean;
  /** Writes what evaluates a node; gives the name of what holds its value. */
  readonly emit: (node: SyntaxNode, place: Place) => Name;
}

/** `true` where the value of a condition counts as true. */
export function truthOf(value: Name): string {
  return `(${value} === true || (${value} !== false && ${value} !== undefined && isTrue(${value})))`;
}
