import { join } from '../types/join.ts';
import { missing, mayBe, present, someValue, type Type } from '../types/type.ts';
import type { DocumentedFunction } from './field-function.ts';
import { nonNull } from './result-types.ts';

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** The types of what stands in: the value without what is replaced, or the replacement. */
function or(value: Type | undefined, kept: (type: Type) => Type, other: Type | undefined): Type {
  return join(kept(present(value ?? missing)), other ?? missing);
}

function nonEmpty(type: Type): Type {
  if (type.any) return someValue;
  const string = type.string && {
    ...type.string,
    minLength: Math.max(1, type.string.minLength),
    values: type.string.values?.filter((each) => each !== ''),
  };
  return { ...nonNull(type), string, array: type.array && { ...type.array, min: Math.max(1, type.array.min) } };
}

/** What stands in for an absent value; three functions, because missing, null and empty are three things. */
export const fallbacks: readonly DocumentedFunction[] = [
  {
    name: 'ifMissing',
    signature: '<xx:x>',
    parameters: ['value', 'fallback'],
    category: 'logic',
    summary: {
      zh: '字段缺失时使用默认值;null 和空文本保持不变。',
      en: 'Gives the fallback where the value is missing. Null and empty text stay as they are.',
    },
    examples: [
      { expression: '$ifMissing(level, "普通")', input: {}, result: '普通' },
      { expression: '$ifMissing(level, "普通")', input: { level: null }, result: null },
    ],
    call: ([value, fallback]) => (value === undefined ? fallback : value),
    result: ({ args: [value, fallback] }) =>
      (value ?? missing).missing ? or(value, (type) => type, fallback) : (value ?? missing),
  },
  {
    name: 'ifNull',
    signature: '<xx:x>',
    parameters: ['value', 'fallback'],
    category: 'logic',
    summary: {
      zh: '字段缺失或为 null 时使用默认值;空文本保持不变。',
      en: 'Gives the fallback where the value is missing or null. Empty text stays.',
    },
    examples: [
      { expression: '$ifNull(level, "普通")', input: { level: null }, result: '普通' },
      { expression: '$ifNull(level, "普通")', input: { level: '' }, result: '' },
    ],
    call: ([value, fallback]) => value ?? fallback,
    result: ({ args: [value, fallback] }) => {
      const absent = (value ?? missing).missing || mayBe(value ?? missing, 'null');
      return absent ? or(value, nonNull, fallback) : (value ?? missing);
    },
  },
  {
    name: 'ifEmpty',
    signature: '<xx:x>',
    parameters: ['value', 'fallback'],
    category: 'logic',
    summary: {
      zh: '字段缺失、为 null、空文本、空列表或空对象时使用默认值。',
      en: 'Gives the fallback where the value is missing, null, empty text, an empty list or an empty object.',
    },
    examples: [
      { expression: '$ifEmpty(phone, "无")', input: { phone: '' }, result: '无' },
      { expression: '$ifEmpty(phone, "无")', input: { phone: '110' }, result: '110' },
      { expression: '$ifEmpty(count, 1)', input: { count: 0 }, result: 0 },
    ],
    call: ([value, fallback]) => (isEmpty(value) ? fallback : value),
    result: ({ args: [value, fallback] }) => or(value, nonEmpty, fallback),
  },
];
