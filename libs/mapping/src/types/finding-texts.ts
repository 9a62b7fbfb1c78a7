import type { Message } from './finding.ts';

/** The sentences of the findings; `{name}` is filled in. */
export const findingTexts = {
  'mapping.syntax': {
    zh: '表达式有语法错误:{detail}。请在标出的位置修改。',
    en: 'The expression has a syntax error: {detail}. Correct it at the marked place.',
  },
  'mapping.path-unknown': {
    zh: '来源中没有字段“{name}”,结果将为空。{hint}',
    en: 'The source has no field “{name}”, so this will always be missing. {hint}',
  },
  'mapping.required-missing': {
    zh: '必填目标字段“{target}”没有对应的来源。请为它添加一行映射。',
    en: 'The required target field “{target}” is fed by nothing. Add a line for it.',
  },
  'mapping.required-may-be-missing': {
    zh: '必填目标字段“{target}”的来源可能缺失。请设置默认值,或在缺失时报错。',
    en: 'The source of the required target field “{target}” may be missing. Give a default, or fail when it is.',
  },
  'mapping.wrong-type': {
    zh: '目标字段“{target}”需要{expected},来源给出的是{actual}。请转换类型。',
    en: 'The target field “{target}” wants {expected}, the source gives {actual}. Convert it.',
  },
  'mapping.enum-uncovered': {
    zh: '“{target}”遇到 {values} 时没有对应的允许取值。请在值对照表中补充,或设置默认值。',
    en: 'There is no allowed value of “{target}” for {values}. Complete the value table or set a default.',
  },
  'mapping.too-long': {
    zh: '“{target}”最多 {limit} 个字符,来源可能有 {length} 个。请截断或改用更长的字段。',
    en: '“{target}” holds at most {limit} characters, the source may give {length}. Shorten it or use a longer field.',
  },
  'mapping.too-short': {
    zh: '“{target}”至少需要 {limit} 个字符,来源可能只有 {length} 个。',
    en: '“{target}” needs at least {limit} characters, the source may give {length}.',
  },
  'mapping.date-without-zone': {
    zh: '“{target}”需要带时区的时间,来源没有时区。请指定来源所在的时区。',
    en: '“{target}” wants a time with its zone, the source has none. State the zone that the source means.',
  },
  'mapping.list-for-single': {
    zh: '“{target}”需要单个值,来源给出的是列表。请选取其中一个或合并。',
    en: '“{target}” wants one value, the source gives a list. Pick one or join them.',
  },
  'mapping.single-for-list': {
    zh: '“{target}”需要列表,来源可能只给出单个值。请保留为列表。',
    en: '“{target}” wants a list, the source may give a single value. Keep it a list.',
  },
  'mapping.null-into-required': {
    zh: '“{target}”不接受 null,来源可能为 null。请设置默认值。',
    en: '“{target}” does not accept null, the source may be null. Give a default.',
  },
  'mapping.wrong-operand': {
    zh: '{what} 需要{expected},这里是{actual},运行时会失败。',
    en: '{what} wants {expected}, here it is {actual}; this fails when it runs.',
  },
  'mapping.unknown-function': {
    zh: '没有名为“${name}”的函数,运行时会失败。{hint}',
    en: 'There is no function named “${name}”; this fails when it runs. {hint}',
  },
  'mapping.unknown-variable': {
    zh: '变量“${name}”从未赋值,结果将为空。',
    en: 'The variable “${name}” is never set, so this will always be missing.',
  },
  'mapping.always-false': {
    zh: '这个比较永远不成立:{left} 不可能等于 {right}。',
    en: 'This comparison can never hold: {left} is never equal to {right}.',
  },
  'mapping.unused-source': {
    zh: '来源字段“{name}”没有被使用{hint}。',
    en: 'The source field “{name}” is not used{hint}.',
  },
  'mapping.unused-variable': {
    zh: '变量“${name}”赋值后没有被使用。',
    en: 'The variable “${name}” is set and never used.',
  },
  'mapping.lossy-number': {
    zh: '“{target}”会丢失数值精度:{reason}。请先明确取整、舍入或改用文本。',
    en: '“{target}” loses part of the number: {reason}. Round it on purpose, or keep it as text.',
  },
  'mapping.out-of-range': {
    zh: '“{target}”只接受 {limit} 范围内的数值,来源可能为 {actual}。',
    en: '“{target}” accepts numbers in {limit}, the source may give {actual}.',
  },
  'mapping.target-unknown': {
    zh: '目标没有字段“{target}”。{hint}',
    en: 'The target has no field “{target}”. {hint}',
  },
} as const satisfies Record<string, Message>;

export type FindingCode = keyof typeof findingTexts;

/** The sentence of a finding with its parameters filled in. */
export function findingMessage(code: FindingCode, params: Readonly<Record<string, string>>): Message {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '?').trim();
  return { zh: fill(findingTexts[code].zh), en: fill(findingTexts[code].en) };
}
