/** How many characters the texts have that a pattern accepts. */
interface Lengths {
  readonly min: number;
  readonly max: number;
}

const anyLength: Lengths = { min: 0, max: Infinity };
const nothing: Lengths = { min: 0, max: 0 };

/**
 * How long texts are, in code points, that a `pattern` of JSON Schema accepts. It is found anywhere in the text, so the
 * longest is known only where every alternative is tied to both ends.
 */
export function patternLengths(pattern: string): Lengths {
  const reader = { text: pattern, at: 0 };
  try {
    const branches = readAlternatives(reader, 0);
    if (reader.at < pattern.length) return anyLength;
    return {
      min: Math.min(...branches.map(({ min }) => min)),
      max: Math.max(...branches.map(({ max, starts, ends }) => (starts && ends ? max : Infinity))),
    };
  } catch (error) {
    if (error instanceof Unreadable) return anyLength;
    throw error;
  }
}

class Unreadable extends Error {}

interface Reader {
  readonly text: string;
  at: number;
}

interface Branch extends Lengths {
  readonly starts: boolean;
  readonly ends: boolean;
}

const deepest = 50;

function readAlternatives(reader: Reader, depth: number): readonly Branch[] {
  if (depth > deepest) throw new Unreadable();
  const branches = [readBranch(reader, depth)];
  while (reader.text.charAt(reader.at) === '|') {
    reader.at += 1;
    branches.push(readBranch(reader, depth));
  }
  return branches;
}

function readBranch(reader: Reader, depth: number): Branch {
  const { text } = reader;
  let [min, max] = [0, 0];
  const starts = text.charAt(reader.at) === '^';
  let ends = false;
  while (reader.at < text.length && !'|)'.includes(text.charAt(reader.at))) {
    ends = text.charAt(reader.at) === '$';
    const part = readRepeated(reader, depth);
    min += part.min;
    max += part.max;
  }
  return { min, max, starts, ends };
}

const quantifier = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y;

function readRepeated(reader: Reader, depth: number): Lengths {
  const one = readAtom(reader, depth);
  quantifier.lastIndex = reader.at;
  const found = quantifier.exec(reader.text);
  if (!found) return one;
  reader.at = quantifier.lastIndex;
  const [least, most] = timesOf(found);
  return { min: one.min * least, max: most === 0 || one.max === 0 ? 0 : one.max * most };
}

function timesOf([text, least, comma, most]: RegExpExecArray): readonly [number, number] {
  if (least !== undefined) return [Number(least), comma ? Number(most || Infinity) : Number(least)];
  return [text.startsWith('+') ? 1 : 0, text.startsWith('?') ? 1 : Infinity];
}

const escape = /\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{[^}]*\}|c[A-Za-z]|[^kux1-9])/y;
const characterClass = /\[(?:[^\\\]]|\\[^])*\]/y;
const group = /\((?:\?(?:[:=!]|<[=!]|<[A-Za-z_]\w*>))?/y;

function readAtom(reader: Reader, depth: number): Lengths {
  const { text } = reader;
  const symbol = text.charAt(reader.at);
  if (symbol === '(') return readGroup(reader, depth);
  if (symbol === '\\')
    return taken(reader, escape, /\\[bB]/y.test(text.slice(reader.at, reader.at + 2)) ? nothing : oneOf);
  if (symbol === '[') return taken(reader, characterClass, oneOf);
  if ('*+?{'.includes(symbol)) throw new Unreadable();
  // A character outside the basic plane is one code point of two units.
  reader.at += text.codePointAt(reader.at)! > 0xffff ? 2 : 1;
  return symbol === '^' || symbol === '$' ? nothing : oneOf;
}

const oneOf: Lengths = { min: 1, max: 1 };

function taken(reader: Reader, pattern: RegExp, lengths: Lengths): Lengths {
  pattern.lastIndex = reader.at;
  if (!pattern.test(reader.text)) throw new Unreadable();
  reader.at = pattern.lastIndex;
  return lengths;
}

function readGroup(reader: Reader, depth: number): Lengths {
  group.lastIndex = reader.at;
  const [opening = '('] = group.exec(reader.text) ?? [];
  reader.at += opening.length;
  const branches = readAlternatives(reader, depth + 1);
  if (reader.text.charAt(reader.at) !== ')') throw new Unreadable();
  reader.at += 1;
  if (/[=!]$/.test(opening)) return nothing;
  return { min: Math.min(...branches.map(({ min }) => min)), max: Math.max(...branches.map(({ max }) => max)) };
}
