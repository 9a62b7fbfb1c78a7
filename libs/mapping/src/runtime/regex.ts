import { RE2JS, RE2JSException } from 're2js';
import type { Budget } from '../budget.ts';
import { ExpressionError } from '../expression-error.ts';
import { backtrackingCost, mostOn, type BacktrackingCost } from './regex-cost.ts';
import { Linearity } from './regex-linearity.ts';
import { Pieces, type Piece } from './regex-pieces.ts';
import { toRe2 } from './regex-translation.ts';

export interface RegexMatch {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

/** The platform's own engine looks at so many characters in some thirty milliseconds. */
const nativeLimit = 20_000_000;

/** One search on the linear engine may cost this many characters × instructions: some forty milliseconds at worst. */
const searchLimit = 1_500_000;

/** From this much work on a search takes long enough to look at the clock first. */
const clockWork = 20_000;

/**
 * A regex that cannot hang. Where a bound on backtracking shows that the platform's engine finishes soon, whatever the
 * text or on this very text, that engine is used; everything else runs on RE2, in time linear in the text.
 */
export class Regex {
  readonly source: string;
  readonly #native: RegExp;
  readonly #cost: BacktrackingCost | undefined;
  readonly #linearity: Linearity;
  readonly #pieces: Pieces | undefined;
  readonly #linear: RE2JS;

  /** Throws JM0003 when the pattern needs more than a linear-time engine has: look-around or back references. */
  constructor(pattern: RegExp, position: number | undefined) {
    this.source = pattern.source;
    this.#native = new RegExp(pattern.source, pattern.flags);
    this.#cost = backtrackingCost(pattern.source);
    this.#linearity = new Linearity(pattern);
    this.#pieces = Pieces.of(pattern);
    this.#linear = linear(pattern, position);
  }

  /** The first match at or behind `from`. */
  find(text: string, from: number, budget: Budget): RegexMatch | undefined {
    return this.search(text, budget, from)();
  }

  /** Gives one match after the other, each from where the one before it ended. */
  search(text: string, budget: Budget, start = 0): () => RegexMatch | undefined {
    if (this.#isCheapOn(text, budget, start)) return this.#searchNative(text, budget, start);
    if (this.#pieces && start === 0) return this.#searchPieces(this.#pieces, text, budget);
    return this.#searchOne(text, budget, start);
  }

  #searchOne(text: string, budget: Budget, start: number): () => RegexMatch | undefined {
    return this.#isCheapOn(text, budget, start) || this.#isLinearOn(text, budget, start)
      ? this.#searchNative(text, budget, start)
      : this.#searchLinear(text, budget, start);
  }

  #isCheapOn(text: string, budget: Budget, start: number): boolean {
    return isTimely(mostOn(this.#cost, text.length - start), budget);
  }

  #isLinearOn(text: string, budget: Budget, start: number): boolean {
    budget.regex(1 + ((text.length - start) >> 4));
    return isTimely(this.#linearity.costOn(text, start, nativeLimit), budget);
  }

  /** One piece after the other, each on the engine that suits it; those that cannot hold a match are passed over. */
  #searchPieces(pieces: Pieces, text: string, budget: Budget): () => RegexMatch | undefined {
    budget.regex(1 + (text.length >> 4));
    let from = 0;
    let piece: Piece | undefined;
    let next: () => RegexMatch | undefined = () => undefined;
    return () => {
      for (;;) {
        const found = next();
        if (found && piece) return shifted(found, piece.start);
        piece = pieces.next(text, from);
        if (!piece) return undefined;
        from = piece.next;
        budget.step();
        next = this.#searchOne(piece.text, budget, 0);
      }
    };
  }

  #searchNative(text: string, budget: Budget, start: number): () => RegexMatch | undefined {
    let from = start;
    return () => {
      const found = this.#findNative(text, from);
      budget.regex(1 + (((found?.end ?? text.length) - from) >> 4));
      from = found?.end ?? text.length;
      return found;
    };
  }

  #searchLinear(text: string, budget: Budget, start: number): () => RegexMatch | undefined {
    const size = this.#linear.programSize();
    const matcher = this.#linear.matcher(text);
    let from = start;
    let isFirst = true;
    return () => {
      const work = (text.length - from + 1) * size;
      if (work > searchLimit) throw tooMuchText(text.length);
      // A search may look to the end of the text for each match, however near that is: time must be looked at.
      budget.step();
      if (work > clockWork) budget.checkTime();
      const found = (isFirst ? matcher.find(from) : matcher.find()) ? linearMatch(matcher) : undefined;
      isFirst = false;
      budget.regex(1 + ((((found?.end ?? text.length) - from) * size) >> 3));
      from = found?.end ?? text.length;
      return found;
    };
  }

  #findNative(text: string, from: number): RegexMatch | undefined {
    this.#native.lastIndex = from;
    const found = this.#native.exec(text);
    if (!found) return undefined;
    const [match, ...groups] = found;
    return { match, start: found.index, end: found.index + match.length, groups };
  }
}

/** Whether so much can be done at once; where it takes a while, the clock is looked at first. */
function isTimely(cost: number, budget: Budget): boolean {
  if (cost > nativeLimit) return false;
  if (cost > clockWork) budget.checkTime();
  return true;
}

function shifted(found: RegexMatch, by: number): RegexMatch {
  return { ...found, start: found.start + by, end: found.end + by };
}

type LinearMatcher = ReturnType<RE2JS['matcher']>;

function linearMatch(matcher: LinearMatcher): RegexMatch {
  const groups: (string | undefined)[] = [];
  for (let i = 1; i <= matcher.groupCount(); i++) groups.push(matcher.group(i) ?? undefined);
  return { match: matcher.group(0) ?? '', start: matcher.start(), end: matcher.end(), groups };
}

function linear(pattern: RegExp, position: number | undefined): RE2JS {
  const flags = (pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (pattern.multiline ? RE2JS.MULTILINE : 0);
  try {
    return RE2JS.compile(toRe2(pattern.source), flags);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new ExpressionError({
      code: 'JM0003',
      kind: 'syntax',
      message: `The regex /${pattern.source}/ uses what cannot be matched in linear time: ${error.message}`,
      position,
      value: pattern.source,
    });
  }
}

function tooMuchText(length: number): ExpressionError {
  return new ExpressionError({
    code: 'JM1005',
    kind: 'bound',
    message: `The text of ${length} characters is too long for this regex`,
    value: length,
  });
}
