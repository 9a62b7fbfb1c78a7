import type { JsonSchema } from '@joinery/contracts';
import { proposeMapping } from '../auto-map/propose.ts';
import { sourcesOf } from '../lineage/lineage.ts';
import type { Finding } from './finding.ts';
import { findingMessage } from './finding-texts.ts';
import { typeFromSchema } from './from-schema.ts';
import { memberOf } from './join.ts';
import type { Node } from './syntax.ts';
import { holdsValues, type Type } from './type.ts';

/** Declared leaves of the source that nothing in the expression reads; reading an object reads what is in it. */
export function unreadSources(ast: Node, sourceSchema: JsonSchema): readonly (readonly string[])[] {
  const read = sourcesOf(ast, sourceSchema);
  const isRead = (leaf: readonly string[]) =>
    read.some((path) => path.every((name, index) => name === '*' || name === leaf[index] || leaf[index] === undefined));
  return leavesOf(typeFromSchema(sourceSchema), []).filter((leaf) => !isRead(leaf));
}

function leavesOf(type: Type, path: readonly string[]): readonly (readonly string[])[] {
  const object = type.any ? undefined : (type.object ?? type.array?.items.object);
  if (!object || object.members.size === 0 || path.length > 8) return path.length === 0 ? [] : [path];
  return [...object.members].flatMap(([name, member]) => leavesOf(member, [...path, name]));
}

/** From this on a proposal is as good as certain. */
const surely = 0.8;

interface Unused {
  readonly unread: readonly (readonly string[])[];
  readonly type: Type;
  readonly sourceSchema: JsonSchema;
  readonly targetSchema: JsonSchema;
}

/**
 * A mapping that fills little of its target was meant to; one that fills most of it has forgotten the rest.
 * A mapping may well leave source fields alone. It is worth a word where one is surely meant for a target field that
 * is still empty, and where it is the only field of the source that was not used.
 */
export function unusedSourceFindings({ unread, type, sourceSchema, targetSchema }: Unused): readonly Finding[] {
  if (unread.length === 0) return [];
  const isUnread = new Set(unread.map((path) => path.join('\u0000')));
  const waiting = proposeMapping({ sourceSchema, targetSchema })
    .filter(
      ({ confidence, source, target }) =>
        confidence >= surely && isUnread.has(source.join('\u0000')) && !isFilled(type, target),
    )
    .map(({ source, target }) =>
      unused(source, {
        zh: `,而目标字段“${target.join('.')}”仍为空`,
        en: `, and the target field “${target.join('.')}” is still empty`,
      }),
    );
  if (waiting.length === 0) return forgotten(unread, sourceSchema);
  return isNearlyWhole(waiting.length, type, targetSchema) ? waiting : [];
}

/** Most of the target is filled, and what is not is mostly what waits: then it was not left out on purpose. */
function isNearlyWhole(waiting: number, type: Type, targetSchema: JsonSchema): boolean {
  const targets = leavesOf(typeFromSchema(targetSchema), []);
  const filled = targets.filter((target) => isFilled(type, target)).length;
  return waiting <= Math.ceil(filled / 2) && waiting >= (targets.length - filled) / 2;
}

function isFilled(type: Type, target: readonly string[]): boolean {
  let at = type;
  for (const name of target) {
    if (at.any) return true;
    if (!at.object) return false;
    at = memberOf(at.object, name);
  }
  return holdsValues(at);
}

function unused(source: readonly string[], hint: { readonly zh: string; readonly en: string }): Finding {
  const name = source.join('.');
  const zh = findingMessage('mapping.unused-source', { name, hint: hint.zh }).zh;
  const en = findingMessage('mapping.unused-source', { name, hint: hint.en }).en;
  return { code: 'mapping.unused-source', severity: 'warning', place: { target: [] }, message: { zh, en } };
}

/** Bookkeeping of the source that targets seldom want. */
const technical =
  /^(_?id|.*[_-]?id|.*Id|guid|uuid|version|etag|rev|revision|hash|created.*|updated.*|modified.*|last.*|is_?deleted|deleted.*|_.*)$/i;

function forgotten(unread: readonly (readonly string[])[], sourceSchema: JsonSchema): readonly Finding[] {
  const [only] = unread;
  const readCount = leavesOf(typeFromSchema(sourceSchema), []).length - unread.length;
  const isOversight = unread.length === 1 && readCount >= 2 && !technical.test(only?.at(-1) ?? '');
  return only && isOversight ? [unused(only, { zh: ',而其他来源字段都已使用', en: ', while all others are' })] : [];
}
