import { areDisjoint, characterSet, runsIn, type CharacterSet, type Runs } from './character-set.ts';
import { shapesOf, type Shape, type ShapeItem } from './regex-shape.ts';

/**
 * What a backtracking engine takes at most to search a text with one regex, in characters looked at, where that can be
 * told beforehand; Infinity where it cannot. All that is told is a bound: the engine may take less, never more.
 *
 * A search tries each place of the text as a start, and at each start one alternative after the other. What one try of
 * an alternative takes is bounded in one of these ways:
 *
 * - Nothing is repeated without end: the ways to choose times the characters of each.
 * - Nothing behind the first endless repetition can fail: a try that comes so far succeeds, and the next search begins
 *   where it ended.
 * - Each repetition is of other characters than what may follow it: then there is one way to match at most, and giving
 *   characters back fails at the first. A try takes as much as it reads; and that is no more than the runs of such
 *   characters in this text are long.
 * - What comes behind an endless repetition of any character is a literal, and the text ends with it: a try that comes
 *   to the repetition succeeds, but for those so near the end that they are soon over.
 * - In any case there are no more ways than the lengths of those runs give.
 */
export class Linearity {
  readonly #alternatives: readonly Alternative[] | undefined;

  constructor({ source, ignoreCase, multiline }: RegExp) {
    this.#alternatives = shapesOf(source)?.map((shape) => new Alternative(shape, { ignoreCase, multiline }));
  }

  /** The most that searching the whole text from there on can take. Stops to count above `limit`. */
  costOn(text: string, from: number, limit: number): number {
    if (!this.#alternatives) return Infinity;
    const stretch = new Stretch(text, from);
    let cost = 0;
    for (const alternative of this.#alternatives) {
      cost += alternative.costOn(stretch);
      if (cost > limit) return Infinity;
    }
    return cost;
  }
}

/** The rest of a text; what is asked about it is counted once. */
class Stretch {
  readonly length: number;
  readonly #text: string;
  readonly #from: number;
  readonly #runs = new Map<CharacterSet, Runs>();

  constructor(text: string, from: number) {
    // The end is a place to start too.
    this.length = text.length - from + 1;
    this.#text = text;
    this.#from = from;
  }

  runsOf(set: CharacterSet): Runs {
    const runs = this.#runs.get(set) ?? runsIn(this.#text, this.#from, set);
    this.#runs.set(set, runs);
    return runs;
  }

  /** At how many places characters of these sets follow each other. */
  countOf(sets: readonly CharacterSet[]): number {
    let count = 0;
    for (let at = this.#from; at + sets.length <= this.#text.length; at++) if (this.#isAt(at, sets)) count++;
    return count;
  }

  endsWith(sets: readonly CharacterSet[]): boolean {
    const at = this.#text.length - sets.length;
    return at >= this.#from && this.#isAt(at, sets);
  }

  #isAt(place: number, sets: readonly CharacterSet[]): boolean {
    for (let i = 0; i < sets.length; i++) if (sets[i]![this.#text.charCodeAt(place + i)] !== 1) return false;
    return true;
  }
}

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
}

class Alternative {
  readonly #shape: Shape;
  readonly #flags: Flags;
  readonly #perStart: number;
  #sets: readonly CharacterSet[] | undefined;
  #isUnambiguous: boolean | undefined;

  constructor(shape: Shape, flags: Flags) {
    this.#shape = shape;
    this.#flags = flags;
    this.#perStart = leastPerStart(shape);
  }

  costOn(stretch: Stretch): number {
    const { items, choices, isAnchored } = this.#shape;
    if (this.#perStart < Infinity) return stretch.length * this.#perStart;
    if (choices > 1) return Infinity;
    const isUnambiguous = (this.#isUnambiguous ??= areUnambiguous(items, this.#known()));
    // Each character that is given back may be tried against every item.
    const weight = items.length + 1;
    if (isUnambiguous && isAnchored && !this.#flags.multiline) return weight * stretch.length;
    if (isUnambiguous) return weight * this.#readOn(stretch);
    return Math.min(this.#succeedingOn(stretch), this.#triedOn(stretch));
  }

  #known(): readonly CharacterSet[] {
    return (this.#sets ??= this.#shape.items.map(({ source }) => characterSet(source, this.#flags.ignoreCase)));
  }

  /** The characters that the tries at all places read together. */
  #readOn(stretch: Stretch): number {
    const [first, ...rest] = this.#shape.items;
    if (!first) return 0;
    const behind = rest.reduce((sum, item, i) => sum + this.#longest(item, i + 1, stretch), 0);
    const runs = stretch.runsOf(this.#known()[0]!);
    if (first.min === 0) return stretch.length * (1 + Math.min(first.max, runs.longest) + behind);
    return (
      stretch.length +
      (first.max === Infinity ? runs.triangles : Math.min(runs.triangles, runs.total * first.max)) +
      runs.total * behind
    );
  }

  /** All ways at all places where the single characters that it begins with match. */
  #triedOn(stretch: Stretch): number {
    return this.#triesOn(stretch, this.#shape.items.length).all;
  }

  /** What it takes to try so many of the first items at every place. */
  #triesOn(stretch: Stretch, count: number): Tries {
    const items = this.#shape.items.slice(0, count);
    const lengths = items.map((item, i) => this.#longest(item, i, stretch));
    const longest = lengths.reduce((sum, each) => sum + each, 0);
    const perStart = items.reduceRight(
      (behind, { min }, i) => 1 + lengths[i]! + (Math.max(lengths[i]! - min, 0) + 1) * (1 + behind),
      0,
    );
    const single = singlesIn(items, 0);
    if (single > 1) {
      const starts = stretch.countOf(this.#known().slice(0, single));
      return { longest, perStart, all: this.#startsOn(stretch, single) + starts * perStart };
    }
    const starts = items[0] && items[0].min > 0 ? stretch.runsOf(this.#known()[0]!).total : stretch.length;
    return { longest, perStart, all: stretch.length + starts * perStart };
  }

  /** What is read to see where so many single characters match. */
  #startsOn(stretch: Stretch, single: number): number {
    return stretch.length + stretch.runsOf(this.#known()[0]!).total * single;
  }

  /** An endless repetition of all that the text has, with single characters behind it that the text ends with. */
  #succeedingOn(stretch: Stretch): number {
    const { items, isAnchored, lastCondition } = this.#shape;
    const endless = items.findLastIndex(({ max }) => max === Infinity);
    const behind = items.length - endless - 1;
    const repeated = items[endless];
    if (!repeated || behind === 0 || singlesIn(items, endless + 1) < behind || isAnchored || lastCondition >= 0)
      return Infinity;
    const sets = this.#known();
    if (stretch.runsOf(sets[endless]!).longest + 1 < stretch.length) return Infinity;
    if (!stretch.endsWith(sets.slice(endless + 1))) return Infinity;
    const perCharacter = repeated.isLazy ? behind + 2 : 2;
    const { longest, perStart, all } = this.#triesOn(stretch, endless);
    const tooLate = longest + behind + repeated.min + 1;
    return all + stretch.length * perCharacter + tooLate * (perStart + 1) * (behind + repeated.min + 1) * (behind + 1);
  }

  /** How many characters an item can take there. */
  #longest({ max }: ShapeItem, index: number, stretch: Stretch): number {
    return max === Infinity ? stretch.runsOf(this.#known()[index]!).longest : max;
  }
}

interface Tries {
  /** The most characters that they take. */
  readonly longest: number;
  readonly perStart: number;
  readonly all: number;
}

/** How many items from there on are one character each. */
function singlesIn(items: readonly ShapeItem[], from: number): number {
  const other = items.findIndex(({ min, max }, i) => i >= from && (min !== 1 || max !== 1));
  return (other < 0 ? items.length : other) - from;
}

/** What one try takes for the first two reasons above; Infinity where neither holds. */
function leastPerStart({ items, choices, lastCondition }: Shape): number {
  const endless = items.findIndex(({ max }) => max === Infinity);
  if (endless < 0) return waysOf(items) * choices * (1 + lengthOf(items));
  if (choices > 1 || lastCondition > endless || items.slice(endless + 1).some(({ min }) => min > 0)) return Infinity;
  const before = items.slice(0, endless);
  return waysOf(before) * (1 + lengthOf(before) + items[endless]!.min) + items.length;
}

function waysOf(items: readonly ShapeItem[]): number {
  return items.reduce((ways, { min, max }) => ways * (max - min + 1), 1);
}

function lengthOf(items: readonly ShapeItem[]): number {
  return items.reduce((length, { max }) => length + max, 0);
}

/** Whether no repetition could go on where it might as well end: up to the next item that must come. */
function areUnambiguous(items: readonly ShapeItem[], sets: readonly CharacterSet[]): boolean {
  return items.every(({ min, max }, i) => {
    if (min === max) return true;
    for (let next = i + 1; next < items.length; next++) {
      if (!areDisjoint(sets[i]!, sets[next]!)) return false;
      if (items[next]!.min > 0) return true;
    }
    return true;
  });
}
