import { pinyin } from 'pinyin-pro';
import { concepts } from './concepts.ts';

/** A field's name as its parts: what each part means, whatever the language it is written in. */
export interface NameParts {
  /** Letters and digits only, lower case. */
  readonly plain: string;
  readonly words: readonly string[];
}

const conceptOf = new Map<string, string>();
for (const words of concepts) for (const word of words) if (!conceptOf.has(word)) conceptOf.set(word, words[0] ?? word);

const pinyinOf = new Map<string, string>();
for (const words of concepts)
  for (const word of words) {
    if (!/\p{Script=Han}/u.test(word) || word.length < 2) continue;
    pinyinOf.set(spelled(word), conceptOf.get(word) ?? word);
  }

function spelled(word: string): string {
  return pinyin(word, { toneType: 'none', type: 'array' }).join('');
}

const longestWord = Math.max(...[...conceptOf.keys()].map((word) => word.length));

/** What systems put around names: custom-field endings, vendor prefixes. */
const decoration = /^(?:hs|sc|cf|udf|x|f|dim|ods)_|(?:__c|__r|_c|_id__c)$/gi;

/** Takes a name apart: `MobilePhone`, `mobile_phone`, `客户手机号`, `kehumingcheng`. */
export function nameParts(name: string): NameParts {
  const bare = name.replace(decoration, '');
  const plain = bare.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const words = bare
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const whole = conceptOf.get(plain) ?? (words.length === 1 ? pinyinOf.get(plain) : undefined);
  return { plain, words: whole ? [whole] : words.flatMap(meanings) };
}

/** The concepts in one word: the word itself, or the known words that it is made of. */
function meanings(word: string): readonly string[] {
  const known = conceptOf.get(word) ?? conceptOf.get(word.replace(/\d+$/, '')) ?? pinyinOf.get(word);
  if (known) return [known];
  return /\p{Script=Han}/u.test(word) ? segments(word, conceptOf, 1) : (split(word) ?? [word]);
}

/** Longest known words first; what is not known is kept sign by sign. */
function segments(text: string, known: ReadonlyMap<string, string>, shortest: number): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length;) {
    const length = longestAt(text, at, known, shortest);
    const word = text.slice(at, at + Math.max(1, length));
    found.push(known.get(word) ?? word);
    at += Math.max(1, length);
  }
  return found;
}

function longestAt(text: string, at: number, known: ReadonlyMap<string, string>, shortest: number): number {
  for (let length = Math.min(longestWord, text.length - at); length >= shortest; length -= 1)
    if (known.has(text.slice(at, at + length))) return length;
  return 0;
}

/** `accountname`, `kehudianhua`: a word made of known words only, the fewest that do. */
function split(word: string): readonly string[] | undefined {
  const best: (readonly string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end += 1)
    for (let start = Math.max(0, end - 20); start < end; start += 1) {
      const part = word.slice(start, end);
      const meaning = part.length < 2 ? undefined : (conceptOf.get(part) ?? pinyinOf.get(part));
      const before = best[start];
      if (meaning && before && (best[end] === undefined || before.length + 1 < (best[end]?.length ?? 0)))
        best[end] = [...before, meaning];
    }
  return best[word.length];
}

/** The first letters of a Chinese name: `khmc` for 客户名称. */
export function initialsOf(name: string): string | undefined {
  if (!/^\p{Script=Han}{2,}$/u.test(name)) return undefined;
  return pinyin(name, { toneType: 'none', type: 'array', pattern: 'first' }).join('');
}
