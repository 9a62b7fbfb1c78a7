import {
  CoercionSchema,
  type Coercion,
  type EachShape,
  type Fallback,
  type FieldSource,
  type MappingField,
} from '@joinery/contracts';
import { drawCall, drawConstant, drawPath } from './draw-value.ts';
import { membersOf, type Member } from './members.ts';
import { coercionFunctions, fallbackFunctions, fieldText, tableVariable } from './to-expression.ts';
import { parsePart, sameMeaning } from './stands-alone.ts';
import { closingIndex, textOf, type Token } from './tokens.ts';

type Drawn = Pick<MappingField, 'source' | 'coercion' | 'fallback'>;

/** What a document gives to read its fields with. */
export interface Drawing {
  readonly source: string;
  readonly tables: ReadonlySet<string>;
}

/** The fields of an object constructor; nested objects become longer target paths. Undefined where one cannot stand. */
export function drawMembers(
  members: readonly Member[],
  above: readonly string[],
  drawing: Drawing,
): readonly MappingField[] | undefined {
  const fields = members.map((member) => drawMember(member, above, drawing));
  return fields.every((each) => each !== undefined) ? fields.flat() : undefined;
}

function drawMember(member: Member, above: readonly string[], drawing: Drawing): readonly MappingField[] | undefined {
  const target = [...above, member.name];
  const nested = member.note === undefined ? membersOf(member.value) : undefined;
  const below = nested && nested.length > 0 ? drawMembers(nested, target, drawing) : undefined;
  if (below) return below;
  const drawn = drawField(member.value, drawing);
  return drawn && [{ target, ...drawn, ...(member.note === undefined ? {} : { note: member.note }) }];
}

/** A drawn line where it says the same as the text, and the text as an expression otherwise. */
function drawField(list: readonly Token[], drawing: Drawing): Drawn | undefined {
  const text = textOf(drawing.source, list);
  const drawn = drawCoercion(list, drawing);
  if (sameMeaning(fieldText({ target: ['x'], ...drawn }, ''), text)) return drawn;
  return parsePart(text).ok ? { source: { kind: 'expression', expression: text } } : undefined;
}

const fallbackOf = inverse(fallbackFunctions);
const coercionOf = inverse(coercionFunctions);

function inverse<K extends string>(names: Readonly<Record<K, string>>): ReadonlyMap<string, K> {
  return new Map((Object.entries(names) as [K, string][]).map(([key, name]) => [name, key]));
}

function drawCoercion(list: readonly Token[], drawing: Drawing): Drawn {
  const call = drawCall(list);
  const to = call && coercionOf.get(call.name);
  const [inner, ...settings] = call?.args ?? [];
  const coercion = to && coercionFrom(to, settings);
  return coercion && inner ? { ...drawFallback(inner, drawing), coercion } : drawFallback(list, drawing);
}

function drawFallback(list: readonly Token[], drawing: Drawing): Drawn {
  const call = drawCall(list);
  const when = call && fallbackOf.get(call.name);
  const [inner, constant] = call?.args ?? [];
  const value = constant && drawConstant(constant);
  if (!when || !inner || !value || call?.args.length !== 2) return { source: drawSource(list, drawing) };
  const fallback: Fallback = { when, value: value.value };
  return { source: drawSource(inner, drawing), fallback };
}

function coercionFrom(to: Coercion['to'], settings: readonly (readonly Token[])[]): Coercion | undefined {
  const [zone, format] = settings.map((each) => drawConstant(each)?.value);
  const parts = { to, ...(zone === undefined ? {} : { zone }), ...(format === undefined ? {} : { format }) };
  const parsed = CoercionSchema.safeParse(parts);
  return parsed.success ? parsed.data : undefined;
}

function drawSource(list: readonly Token[], drawing: Drawing): FieldSource {
  const constant = drawConstant(list) ?? drawBracketed(list);
  if (constant) return { kind: 'constant', value: constant.value };
  const path = drawPath(list);
  if (path) return { kind: 'path', ...path };
  return (
    drawTable(list, drawing) ??
    drawEach(list, drawing) ?? { kind: 'expression', expression: textOf(drawing.source, list) }
  );
}

/** `({…})`. */
function drawBracketed(list: readonly Token[]): ReturnType<typeof drawConstant> {
  return list[0]?.text === '(' && closingIndex(list, 0) === list.length - 1
    ? drawConstant(list.slice(1, -1))
    : undefined;
}

function drawTable(list: readonly Token[], drawing: Drawing): FieldSource | undefined {
  const call = drawCall(list);
  if (call?.name !== 'toTable' && call?.name !== 'fromTable') return undefined;
  const [inner, variable] = call.args;
  const path = inner && drawPath(inner);
  const table = [...drawing.tables].find((name) => tableVariable(name) === variable?.[0]?.text);
  if (!path || table === undefined || variable?.length !== 1) return undefined;
  return { kind: 'table', ...path, table, ...(call.name === 'fromTable' ? { direction: 'backward' as const } : {}) };
}

/** Tokens of `$exists(P) ? (P = null ? null : [P` beside the three P. */
const listFrame = 11;

/** How many tokens stand before the path in each shape, and what stands behind the object. */
const shapes: readonly {
  readonly shape: EachShape;
  readonly lead: (length: number) => number;
  readonly after: string;
}[] = [
  { shape: 'list', lead: (length) => listFrame + (2 * (length - listFrame)) / 3, after: '])' },
  { shape: 'list-or-empty', lead: () => 1, after: ']' },
  { shape: 'list-or-missing', lead: () => 0, after: '[]' },
  { shape: 'as-found', lead: () => 0, after: '' },
];

/** What is only guessed here is compared with the text as a whole afterwards. */
function drawEach(list: readonly Token[], drawing: Drawing): FieldSource | undefined {
  const open = list.findIndex((token) => token.text === '{' && token.kind === 'operator');
  const close = open < 1 ? -1 : closingIndex(list, open);
  if (close < 0 || list[open - 1]?.text !== '.') return undefined;
  const before = list.slice(0, open - 1);
  if (before.some((token) => token.kind === 'comment')) return undefined;
  const after = list
    .slice(close + 1)
    .map((token) => token.text)
    .join('');
  const shape = shapes.find((each) => each.after === after);
  const members = membersOf(list.slice(open, close + 1));
  const fields = members && drawMembers(members, [], drawing);
  const path = shape && drawPath(before.slice(shape.lead(before.length)));
  return fields && path && shape ? { kind: 'each', ...path, shape: shape.shape, fields } : undefined;
}
