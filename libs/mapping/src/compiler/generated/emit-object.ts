import type { ObjectNode, Pair, StringNode } from '../../syntax/syntax-tree.ts';
import type { Name } from './emitter.ts';
import type { Place } from './place.ts';

/** An object whose names are written out, each once, and none that means something to the platform. */
export function isLiteral(node: ObjectNode): boolean {
  return literalPairs(node) !== undefined;
}

export type LiteralPair = readonly [StringNode, Pair[1]];

export function literalPairs({ lhs }: ObjectNode): readonly LiteralPair[] | undefined {
  const names = lhs.map(([key]) => (key.type === 'string' && !key.predicate && !key.group ? key.value : undefined));
  const areOrdinary = names.every((name) => name !== undefined && isOrdinary(name));
  return areOrdinary && new Set(names).size === names.length ? (lhs as readonly LiteralPair[]) : undefined;
}

function isOrdinary(name: string): boolean {
  return !(name in Object.prototype) && !name.startsWith('_jsonata_');
}

export function emitObject(node: ObjectNode, outer: Place): Name {
  const { emitter, frame, isResult } = outer;
  const pairs = literalPairs(node) ?? [];
  const input = emitter.variable(`isList(${outer.input}) ? contextOf(${outer.input}) : ${outer.input}`);
  emitter.line(`${frame}.run.budget.elements(${pairs.length + 2});`);
  const result = emitter.variable('{}');
  const size = isResult ? emitter.variable(String(16 * pairs.length)) : '';
  for (const [key, value] of pairs)
    emitPair({ result, size, name: emitter.constant(key.value) }, value, { ...outer, input });
  if (isResult) emitter.line(`${frame}.run.output.pay(${size});`);
  return result;
}

interface Target {
  readonly result: Name;
  readonly size: Name;
  readonly name: Name;
}

function emitPair({ result, size, name }: Target, node: Pair[1], place: Place): void {
  const { emitter, isResult } = place;
  const value = place.emit(node, place);
  const paid = isResult ? ` if (typeof ${value} === 'string') ${size} += 2 * ${value}.length;` : '';
  emitter.line(`if (${value} !== undefined) { ${result}[${name}] = ${value};${paid} }`);
}
