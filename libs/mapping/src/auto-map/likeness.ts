import type { Message } from '../types/finding.ts';
import { kindsOf, mayBe, type Type } from '../types/type.ts';
import { initialsOf, type NameParts } from './field-names.ts';
import type { Leaf } from './leaves.ts';
import { sampleConcepts } from './sample-concepts.ts';

export interface Likeness {
  readonly score: number;
  readonly reason: Message;
}

/** How likely a source field is what a target field wants. */
export function likeness(source: Leaf, target: Leaf): Likeness {
  const named = bestName(source, target);
  const seen = sampleLikeness(source, target);
  const base = named.score >= seen.score ? named : seen;
  return { ...base, score: base.score * typeFactor(source.type, target.type) };
}

function bestName(source: Leaf, target: Leaf): Likeness {
  const names = [source.name, source.title].filter((each) => each !== undefined);
  const wanted = [target.name, target.title].filter((each) => each !== undefined);
  const pairs = names.flatMap((one) => wanted.map((other) => compareNames(one, other, source.around, target.around)));
  return [...pairs, initialsLikeness(source, target)].reduce((best, each) => (each.score > best.score ? each : best));
}

const sameName: Message = { zh: '名称相同', en: 'same name' };
const sameMeaning: Message = { zh: '含义相同', en: 'same meaning' };
const alike: Message = { zh: '名称相近', en: 'similar name' };
const sameInitials: Message = { zh: '拼音首字母相同', en: 'same pinyin initials' };
const sampleFits: Message = { zh: '样例数据相符', en: 'sample values fit' };

function compareNames(a: NameParts, b: NameParts, aroundA: readonly string[], aroundB: readonly string[]): Likeness {
  if (a.plain === b.plain && a.plain !== '') return { score: sameNameScore(aroundA, aroundB), reason: sameName };
  const direct = overlap(a.words, b.words);
  if (direct === 1) return { score: 0.9, reason: sameMeaning };
  const wide = Math.max(overlap(qualified(aroundA, a.words), b.words), overlap(a.words, qualified(aroundB, b.words)));
  if (wide === 1) return { score: 0.86, reason: sameMeaning };
  return { score: Math.max(direct, wide * 0.95) * 0.85, reason: alike };
}

/** `owner.name` and `customer.name` share a name, not a meaning. */
function sameNameScore(aroundA: readonly string[], aroundB: readonly string[]): number {
  if (aroundA.length === 0 || aroundB.length === 0) return aroundA.length === aroundB.length ? 1 : 0.82;
  return 0.6 + 0.4 * overlap(aroundA, aroundB);
}

function qualified(around: readonly string[], words: readonly string[]): readonly string[] {
  return [...around, ...words];
}

/** Words that say little: every record has them, so one more or less changes the meaning little. */
const light: ReadonlySet<string> = new Set([
  'field',
  'fields',
  'value',
  'of',
  'the',
  'at',
  'date',
  'time',
  'dt',
  'number',
  'id',
  'hs',
  'external',
  'customer',
  'contact',
  'ticket',
  'service',
  'user',
  'agent',
  'name',
  'is',
  'by',
  'latest',
  'primary',
  'work',
]);

function weight(word: string): number {
  return light.has(word) ? 0.45 : 1;
}

/** Shared meaning over all meaning. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [new Set(a), new Set(b)];
  const total = (words: Iterable<string>) => [...words].reduce((sum, word) => sum + weight(word), 0);
  const shared = total([...left].filter((word) => right.has(word)));
  const all = total(new Set([...left, ...right]));
  return all === 0 ? 0 : shared / all;
}

function initialsLikeness(source: Leaf, target: Leaf): Likeness {
  const pairs = [
    [source.name.plain, initialsOf(target.rawTitle ?? target.rawName)],
    [target.name.plain, initialsOf(source.rawTitle ?? source.rawName)],
  ];
  const fits = pairs.some(([plain, initials]) => initials !== undefined && initials.length > 1 && plain === initials);
  return { score: fits ? 0.75 : 0, reason: sameInitials };
}

/** Values that look like what the target is called: addresses of mail, phone numbers, links. */
function sampleLikeness(source: Leaf, target: Leaf): Likeness {
  const wanted = [...target.name.words, ...(target.title?.words ?? []), target.type.string?.format ?? ''];
  const fits = sampleConcepts(source.samples).some((concept) => wanted.includes(concept));
  return { score: fits ? 0.62 : 0, reason: sampleFits };
}

/** Kinds that cannot meet halve the likelihood; text and numbers can be converted. */
function typeFactor(source: Type, target: Type): number {
  if (source.any || target.any) return 1;
  const shared = kindsOf(source).some((kind) => kind !== 'null' && mayBe(target, kind));
  if (shared) return 1;
  const scalar = (type: Type) => type.string !== undefined || type.number !== undefined || type.booleans.length > 0;
  return scalar(source) && scalar(target) ? 0.93 : 0.6;
}
