import { boolean, numberType, stringType, arrayType, type NumberType, type Type } from '../types/type.ts';
import { join } from '../types/join.ts';
import { streamOf } from '../types/sequences.ts';
import { textLength } from '../types/text-length.ts';
import { missing, present } from '../types/type.ts';
import { reportManyDigits } from '../types/many-digits.ts';
import { cannot, keepingAbsent, type DocumentedFunction } from './field-function.ts';
import { absentLike } from './result-types.ts';

const numeral = /^[+-]?(\d+)(\.\d+)?([eE][+-]?\d+)?$/;
const yes: ReadonlySet<unknown> = new Set([true, 1, 'true', '1', 'yes', 'y', 'on', '是', '真']);
const no: ReadonlySet<unknown> = new Set([false, 0, 'false', '0', 'no', 'n', 'off', '否', '假']);

/** The number that a text means. Digits that a number cannot hold are an error, not a rounding. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = typeof value === 'string' ? value.trim() : '';
  const whole = numeral.exec(text)?.[1];
  const result = Number(text);
  if (whole === undefined || !Number.isFinite(result)) throw cannot('JM3001', 'This is not a number', value);
  if (whole.length > 15 && !Number.isSafeInteger(Math.trunc(result)))
    throw cannot('JM3001', 'A number cannot hold all digits of this; keep it as text', value);
  return result;
}

function toInteger(value: unknown): number {
  const result = toNumber(value);
  if (!Number.isInteger(result)) throw cannot('JM3001', 'This is not a whole number; round it first', value);
  return result;
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw cannot('JM3001', 'This has no plain text', value);
}

function toBoolean(value: unknown): boolean {
  const plain = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (yes.has(plain)) return true;
  if (no.has(plain)) return false;
  throw cannot('JM3001', 'This is neither yes nor no', value);
}

function toSingle(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  if (value.length > 1) throw cannot('JM3001', 'There is more than one value', value);
  return value[0];
}

function numberFrom(type: Type): Type {
  const own: Partial<NumberType> = type.any || type.string || type.booleans.length > 0 ? {} : (type.number ?? {});
  return numberType({ ...own, values: undefined });
}

function textFrom(type: Type): Type {
  const onlyText = !type.any && !type.number && type.booleans.length === 0 ? type.string : undefined;
  if (onlyText) return stringType(onlyText);
  const { min, max } = textLength({ ...type, null: false, array: undefined, object: undefined });
  return stringType({ minLength: min, maxLength: max });
}

/** Explicit changes of type: missing stays missing, null stays null, what cannot be converted fails. */
export const conversions: readonly DocumentedFunction[] = [
  {
    name: 'asNumber',
    signature: '<x:x>',
    parameters: ['value'],
    category: 'conversion',
    summary: {
      zh: '把文本转换为数字;缺失与 null 保持不变,不能转换或会丢失位数时报错并指出该值。',
      en: 'Turns text into a number. Missing and null stay; what is no number, or has too many digits, ends with an error that names it.',
    },
    examples: [
      { expression: '$asNumber("12.50")', result: 12.5 },
      { expression: '$asNumber(price)', input: { price: null }, result: null },
      { expression: '$asNumber(price)', input: {} },
    ],
    call: keepingAbsent(toNumber),
    result: absentLike((call, value) => {
      reportManyDigits(call);
      return numberFrom(value);
    }),
  },
  {
    name: 'asInteger',
    signature: '<x:x>',
    parameters: ['value'],
    category: 'conversion',
    summary: {
      zh: '把文本转换为整数;带小数的值会报错,请先取整。',
      en: 'Turns text into a whole number. A fraction is an error: round it first.',
    },
    examples: [{ expression: '$asInteger("42")', result: 42 }],
    call: keepingAbsent(toInteger),
    result: absentLike((_, value) => numberType({ ...numberFrom(value).number, integer: true })),
  },
  {
    name: 'asString',
    signature: '<x:x>',
    parameters: ['value'],
    category: 'conversion',
    summary: {
      zh: '把数字或布尔值转换为文本;缺失与 null 保持不变。',
      en: 'Turns a number or a boolean into text. Missing and null stay.',
    },
    examples: [
      { expression: '$asString(1001)', result: '1001' },
      { expression: '$asString(code)', input: { code: null }, result: null },
    ],
    call: keepingAbsent(toText),
    result: absentLike((_, value) => textFrom(value)),
  },
  {
    name: 'asBoolean',
    signature: '<x:x>',
    parameters: ['value'],
    category: 'conversion',
    summary: {
      zh: '把 1/0、true/false、yes/no、是/否 等转换为布尔值;其他值报错。',
      en: 'Turns 1/0, true/false, yes/no, 是/否 into a boolean; anything else is an error.',
    },
    examples: [
      { expression: '$asBoolean("是")', result: true },
      { expression: '$asBoolean(0)', result: false },
    ],
    call: keepingAbsent(toBoolean),
    result: absentLike(() => boolean),
  },
  {
    name: 'asList',
    signature: '<x:x>',
    parameters: ['value'],
    category: 'conversion',
    summary: {
      zh: '保证结果是列表:单个值变成一个元素的列表;缺失与 null 保持不变。',
      en: 'Makes sure of a list: one value becomes a list of one. Missing and null stay.',
    },
    examples: [
      { expression: '$asList(tag)', input: { tag: 'vip' }, result: ['vip'] },
      { expression: '$asList(tags)', input: { tags: [] }, result: [] },
      { expression: '$asList(tags)', input: {} },
    ],
    call: keepingAbsent((value) => (Array.isArray(value) ? [...(value as unknown[])] : [value])),
    result: absentLike((_, value) => {
      const { items, min, max } = streamOf(value.any ? value : { ...value, null: false });
      return arrayType(items, { min, max });
    }),
  },
  {
    name: 'asSingle',
    signature: '<x:x>',
    parameters: ['value'],
    category: 'conversion',
    summary: {
      zh: '取列表中唯一的元素;空列表为缺失,多于一个时报错。',
      en: 'The only element of a list. An empty list is missing; more than one is an error.',
    },
    examples: [
      { expression: '$asSingle(["a"])', result: 'a' },
      { expression: '$asSingle(tags)', input: { tags: [] } },
    ],
    call: keepingAbsent(toSingle),
    result: absentLike((_, value) => {
      const { items, min } = streamOf(value);
      return min === 0 || value.any || value.array ? join(items, missing) : present(items);
    }),
  },
];
