import { Mark, marksOf } from '../runtime/sequence.ts';
import { unset, type Code, type Frame } from '../runtime/run.ts';
import type { BindNode, VariableNode } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import type { Place, Scope } from './scope.ts';

export function compileVariable(node: VariableNode, scope: Scope, compiler: Compiler): Code {
  return node.value === '' ? context : compileName(node.value, scope, compiler);
}

/** `$`: the context; the input list itself when it is the context. */
function context(input: unknown): unknown {
  return Array.isArray(input) && marksOf(input) & Mark.wrapper ? input[0] : input;
}

/** A variable by name: its slot, or an outer one while that is unset, or what the caller or the library calls so. */
export function compileName(name: string, scope: Scope, compiler: Compiler): Code {
  const places = scope.placesOf(name);
  const last = places.at(-1);
  const outermost = last?.isCertain ? readCertain(last) : compileGlobal(name, compiler);
  const uncertain = last?.isCertain ? places.slice(0, -1) : places;
  return uncertain.reduceRight<Code>((otherwise, place) => readUncertain(place, otherwise), outermost);
}

function compileGlobal(name: string, compiler: Compiler): Code {
  if (name === '$') return (_input, frame) => frame.run.root;
  const builtIn = compiler.builtIn(name);
  return builtIn ? () => builtIn : (_input, frame) => frame.run.global(name);
}

function frameAt(frame: Frame, up: number): Frame {
  let found = frame;
  for (let i = 0; i < up; i++) found = found.parent!;
  return found;
}

function readCertain({ up, slot }: Place): Code {
  if (up === 0) return (_input, frame) => frame.slots[slot];
  if (up === 1) return (_input, frame) => frame.parent!.slots[slot];
  return (_input, frame) => frameAt(frame, up).slots[slot];
}

function readUncertain({ up, slot }: Place, otherwise: Code): Code {
  return (input, frame) => {
    const value = frameAt(frame, up).slots[slot];
    return value === unset ? otherwise(input, frame) : value;
  };
}

export function compileBind(node: BindNode, scope: Scope, compiler: Compiler): Code {
  const value = compiler.node(node.rhs, scope);
  const slot = scope.declare(node.lhs.value);
  return (input, frame) => (frame.slots[slot] = value(input, frame));
}
