import { kindsOf, type Kind, type Type } from './type.ts';
import type { Message } from './finding.ts';

const words: Readonly<Record<Kind | 'integer' | 'any' | 'missing', Message>> = {
  null: { zh: 'null', en: 'null' },
  boolean: { zh: '布尔值', en: 'a boolean' },
  number: { zh: '数字', en: 'a number' },
  integer: { zh: '整数', en: 'an integer' },
  string: { zh: '文本', en: 'text' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  function: { zh: '函数', en: 'a function' },
  any: { zh: '任意值', en: 'any value' },
  missing: { zh: '缺失', en: 'missing' },
};

/** A type in words for people: `数字或 null`, `a number or null`. */
export function describeType(type: Type): Message {
  if (type.any) return words.any;
  const kinds = kindsOf(type).map((kind) => (kind === 'number' && type.number?.integer ? 'integer' : kind));
  const parts = (type.missing ? [...kinds, 'missing' as const] : kinds).map((kind) => words[kind]);
  return { zh: parts.map((each) => each.zh).join('或'), en: parts.map((each) => each.en).join(' or ') };
}
