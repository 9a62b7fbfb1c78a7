import { membersOf, type Member } from '../document/members.ts';
import { closingIndex, textOf, tokens, type Token } from '../document/tokens.ts';
import { nameText } from '../document/path-text.ts';
import type { Fix } from './finding.ts';
import { nearName } from './near-name.ts';

interface Near {
  readonly name: string;
  readonly known: readonly string[];
}

/** Puts the name that was surely meant in place of one that does not exist. */
export function fixName(source: string, position: number | undefined, { name, known }: Near): Fix | undefined {
  const meant = nearName(name, known);
  const token = tokenEnding(source, position);
  if (meant === undefined || !token || token.kind !== 'name') return undefined;
  return replace(token, nameText(meant));
}

/** Adds the `$` that was left out, or spells a function's name right. */
export function fixVariable(source: string, position: number | undefined, { name, known }: Near): Fix | undefined {
  const meant = known.includes(name) ? name : nearName(name, known);
  const token = tokenEnding(source, position);
  return meant === undefined || !token ? undefined : replace(token, `$${meant}`);
}

function tokenEnding(source: string, position: number | undefined): Token | undefined {
  return tokens(source)?.find((token) => token.to === position);
}

function replace(token: Token, insert: string): Fix {
  const label = { zh: `是否应为“${insert}”?`, en: `Did you mean “${insert}”?` };
  return { label, from: token.from, to: token.to, insert };
}

/** Wraps the text of a target field, where the expression spells the target out. */
export function fixWrap(source: string, target: readonly string[], wrap: 'text' | 'list'): Fix | undefined {
  const value = valueOf(source, target);
  if (!value) return undefined;
  const text = textOf(source, value);
  const insert = wrap === 'text' ? `$asString(${text})` : `$asList(${text})`;
  const label =
    wrap === 'text' ? { zh: '转换为文本', en: 'Turn it into text' } : { zh: '保证为列表', en: 'Make sure of a list' };
  return { label, from: value[0]?.from ?? 0, to: value.at(-1)?.to ?? 0, insert };
}

function valueOf(source: string, target: readonly string[]): readonly Token[] | undefined {
  const list = tokens(source);
  if (!list || target.length === 0) return undefined;
  const start = list.findIndex((token) => token.text === '{' && token.kind === 'operator');
  const end = start < 0 ? -1 : closingIndex(list, start);
  return end < 0 ? undefined : descend(list.slice(start, end + 1), target);
}

function descend(list: readonly Token[], target: readonly string[]): readonly Token[] | undefined {
  const member: Member | undefined = membersOf(list)?.find((each) => each.name === target[0]);
  if (!member) return undefined;
  return target.length === 1 ? member.value : descend(member.value, target.slice(1));
}
