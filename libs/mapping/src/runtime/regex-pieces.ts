import { characterSet, type CharacterSet } from './character-set.ts';
import { patternLengths } from './pattern-length.ts';
import { shapesOf, type ShapeItem } from './regex-shape.ts';

/** A part of a text that no match reaches out of. */
export interface Piece {
  readonly text: string;
  /** Where it begins in the whole text. */
  readonly start: number;
  /** Where the next one may begin; behind the text where it is the last. */
  readonly next: number;
}

interface Literals {
  /** Texts that each match holds, the longest first. */
  readonly all: readonly string[];
  /** The text that each match ends with; empty where none is known. */
  readonly last: string;
}

const noLiterals: Literals = { all: [], last: '' };

/**
 * How a text can be searched piece by piece: between characters that the regex matches nowhere. That mostly are the
 * ends of lines; at them `^`, `$` and `\b` are what they are at the ends of a text, so with those in it a regex is
 * searched for in lines only.
 */
export class Pieces {
  /** 1 for characters that stand in no match. */
  readonly #separators: CharacterSet;
  readonly #literals: Literals;

  private constructor(separators: CharacterSet, literals: Literals) {
    this.#separators = separators;
    this.#literals = literals;
  }

  static of(pattern: RegExp): Pieces | undefined {
    const separators = separatorsOf(pattern);
    return separators && new Pieces(separators, literalsOf(pattern));
  }

  /** The next piece at or behind `from`, a place where one begins, that may hold a match. */
  next(text: string, from: number): Piece | undefined {
    const { all, last } = this.#literals;
    const [longest = ''] = all;
    for (let begin = from; begin <= text.length;) {
      const at = longest === '' ? begin : text.indexOf(longest, begin);
      if (at < 0) return undefined;
      const piece = this.#around(text, begin, at);
      begin = piece.next;
      if (all.every((literal) => piece.text.includes(literal))) return endedBy(last, piece);
    }
    return undefined;
  }

  #around(text: string, from: number, at: number): Piece {
    let start = at;
    while (start > from && this.#separators[text.charCodeAt(start - 1)] === 0) start--;
    let end = at;
    while (end < text.length && this.#separators[text.charCodeAt(end)] === 0) end++;
    return { text: text.slice(start, end), start, next: end + 1 };
  }
}

/** Behind its last literal no match can end, nor therefore begin. */
function endedBy(literal: string, piece: Piece): Piece {
  if (literal === '') return piece;
  return { ...piece, text: piece.text.slice(0, piece.text.lastIndexOf(literal) + literal.length) };
}

const lookAround = /\(\?<?[=!]/;
const condition = /[\^$]|\\[bB]/g;
const group = /\((?:\?(?::|<[A-Za-z_]\w*>))?|\)/g;
const quantifier = /(?:[*+?]|\{\d+(?:,\d*)?\})\??|\|/g;
const atom = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|c[A-Za-z]|[^])|\[(?:[^\\\]]|\\[^])*\]|[^\\[\](){}*+?|^$]/y;

/** The characters of which no match has any; undefined where there are none, or not for sure. */
function separatorsOf({ source, multiline, ignoreCase }: RegExp): CharacterSet | undefined {
  if (lookAround.test(source) || patternLengths(source).min === 0) return undefined;
  const parts = partsOf(source);
  if (!parts || (!multiline && parts.conditions.some((each) => each === '^' || each === '$'))) return undefined;
  const separators = new Uint8Array(65_536).fill(1);
  if (parts.conditions.length > 0) keepLineEnds(separators);
  for (const each of new Set(parts.atoms)) {
    const set = characterSet(each, ignoreCase);
    for (let unit = 0; unit < set.length; unit++) if (set[unit] === 1) separators[unit] = 0;
  }
  return separators.includes(1) ? separators : undefined;
}

function keepLineEnds(separators: CharacterSet): void {
  for (let unit = 0; unit < separators.length; unit++)
    if (unit !== 10 && unit !== 13 && unit !== 0x2028 && unit !== 0x2029) separators[unit] = 0;
}

interface Parts {
  readonly atoms: readonly string[];
  readonly conditions: readonly string[];
}

/** What a regex is made of, whatever its order; undefined where something is not understood. */
function partsOf(source: string): Parts | undefined {
  const atoms: string[] = [];
  const conditions: string[] = [];
  for (let at = 0; at < source.length;) {
    const syntax = startingAt(quantifier, source, at) ?? startingAt(group, source, at);
    const asked = syntax === undefined ? startingAt(condition, source, at) : undefined;
    const one = syntax === undefined && asked === undefined ? startingAt(atom, source, at) : undefined;
    const found = syntax ?? asked ?? one;
    if (found === undefined) return undefined;
    if (asked !== undefined) conditions.push(asked);
    if (one !== undefined) atoms.push(one);
    at += found.length;
  }
  return { atoms, conditions };
}

function startingAt(pattern: RegExp, source: string, at: number): string | undefined {
  const sticky = new RegExp(pattern.source, 'y');
  sticky.lastIndex = at;
  return sticky.exec(source)?.[0];
}

/** The rows of single characters that must come. */
function literalsOf({ source, ignoreCase }: RegExp): Literals {
  const shapes = shapesOf(source);
  const [shape] = shapes ?? [];
  if (!shape || shapes?.length !== 1 || shape.choices > 1 || ignoreCase) return noLiterals;
  const rows = rowsOf(shape.items);
  const isFree = shape.lastCondition < 0 && !shape.isAnchored;
  return {
    all: rows.filter((row) => row !== '').sort((a, b) => b.length - a.length),
    last: isFree ? (rows.at(-1) ?? '') : '',
  };
}

function rowsOf(items: readonly ShapeItem[]): string[] {
  const rows = [''];
  for (const { source, min, max } of items) {
    const character = min === 1 && max === 1 ? literalOf(source) : undefined;
    if (character === undefined) rows.push('');
    else rows[rows.length - 1] += character;
  }
  return rows;
}

/** The character that an atom stands for, where it is but one. */
function literalOf(source: string): string | undefined {
  if (source.length === 1) return source === '.' ? undefined : source;
  return /^\\[^A-Za-z0-9]$/.test(source) ? source.charAt(1) : undefined;
}
