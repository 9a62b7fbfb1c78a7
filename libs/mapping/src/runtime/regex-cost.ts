/** Text of this many weighted characters is the most that a backtracking engine may be given. */
const nativeLimit = 10_000_000;

/** How many ways a backtracking engine may have to try a pattern, as factor × length ^ loops for each start. */
export interface BacktrackingCost {
  readonly loops: number;
  readonly factor: number;
}

/** The cost of a regex, or undefined where repeated choices nest and no bound is known. */
export function backtrackingCost(source: string): BacktrackingCost | undefined {
  const walk: Walk = { loops: 0, factor: 1, open: [], closed: undefined, bounded: true };
  for (let at = 0; at < source.length && walk.bounded;) at = readAtom(source, at, walk);
  return walk.bounded ? { loops: walk.loops, factor: walk.factor } : undefined;
}

/** The most that the platform's own engine looks at on a text of this length; Infinity where it is not to be given it. */
export function mostOn(cost: BacktrackingCost | undefined, length: number): number {
  const most = cost ? (length + 1) * Math.max(length, 2) ** cost.loops * cost.factor : Infinity;
  return most <= nativeLimit ? most : Infinity;
}

interface Walk {
  loops: number;
  factor: number;
  /** For each open group: does it hold a choice? */
  readonly open: boolean[];
  /** Whether the group that just closed holds a choice; undefined when the last atom is no group. */
  closed: boolean | undefined;
  bounded: boolean;
}

function readAtom(source: string, at: number, walk: Walk): number {
  const symbol = source.charAt(at);
  if (symbol === '(') {
    walk.open.push(false);
    return at + (source.startsWith('(?', at) ? 3 : 1);
  }
  if (symbol === '|') {
    choose(walk, 2);
    return at + 1;
  }
  if (symbol === ')') closeGroup(walk);
  else walk.closed = undefined;
  return readQuantifier(source, atomEnd(source, at), walk);
}

function closeGroup(walk: Walk): void {
  const choice = walk.open.pop() ?? false;
  walk.closed = choice;
  if (choice && walk.open.length > 0) walk.open[walk.open.length - 1] = true;
}

function atomEnd(source: string, at: number): number {
  const symbol = source.charAt(at);
  if (symbol === '\\') return at + 2;
  if (symbol !== '[') return at + 1;
  let end = at + 1;
  while (end < source.length && source.charAt(end) !== ']') end += source.charAt(end) === '\\' ? 2 : 1;
  return end + 1;
}

const quantifier = /(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/y;

function readQuantifier(source: string, at: number, walk: Walk): number {
  quantifier.lastIndex = at;
  const found = quantifier.exec(source);
  if (!found) return at;
  if (walk.closed === true) walk.bounded = false;
  repeat(found, walk);
  return quantifier.lastIndex;
}

function repeat(found: RegExpExecArray, walk: Walk): void {
  const [text, least, comma, most] = found;
  if (text.startsWith('?')) return choose(walk, 2);
  if (!text.startsWith('{') || (comma && !most)) {
    walk.loops++;
    return choose(walk, 1);
  }
  // A fixed count multiplies the work without adding choices.
  if (comma) choose(walk, Number(most) - Number(least) + 1);
  walk.factor *= Math.max(Number(most || least), 1);
}

function choose(walk: Walk, ways: number): void {
  walk.factor *= ways;
  if (walk.open.length > 0) walk.open[walk.open.length - 1] = true;
}
