/** All UTF-16 units, 1 for those in the set. */
export type CharacterSet = Uint8Array;

const known = new Map<string, CharacterSet>();
const mostKnown = 64;
const units = 65_536;

/** The characters that a regex of one character matches. */
export function characterSet(source: string, isCaseless: boolean): CharacterSet {
  const key = `${isCaseless ? 'i' : ''}/${source}`;
  const set = known.get(key) ?? makeSet(source, isCaseless);
  if (known.size >= mostKnown) known.clear();
  known.set(key, set);
  return set;
}

function makeSet(source: string, isCaseless: boolean): CharacterSet {
  const single = new RegExp(`^${source}$`, isCaseless ? 'i' : '');
  const set = new Uint8Array(units);
  for (let unit = 0; unit < units; unit++) if (single.test(String.fromCharCode(unit))) set[unit] = 1;
  return set;
}

export function areDisjoint(first: CharacterSet, second: CharacterSet): boolean {
  for (let unit = 0; unit < units; unit++) if (first[unit]! & second[unit]!) return false;
  return true;
}

/** How characters of a set follow each other in a text. */
export interface Runs {
  readonly longest: number;
  /** The lengths of all runs. */
  readonly total: number;
  /** For each character of each run, how far it is to the run's end. */
  readonly triangles: number;
}

export function runsIn(text: string, from: number, set: CharacterSet): Runs {
  let longest = 0;
  let total = 0;
  let triangles = 0;
  let length = 0;
  for (let at = from; at <= text.length; at++) {
    if (at < text.length && set[text.charCodeAt(at)] === 1) {
      length++;
      continue;
    }
    if (length === 0) continue;
    if (length > longest) longest = length;
    total += length;
    triangles += (length * (length + 1)) / 2;
    length = 0;
  }
  return { longest, total, triangles };
}
