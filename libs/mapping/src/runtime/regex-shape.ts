/** A set of characters as often as the quantifier behind it says. */
export interface ShapeItem {
  /** The characters as a regex of one character. */
  readonly source: string;
  readonly min: number;
  readonly max: number;
  /** It takes as few as it can. */
  readonly isLazy: boolean;
}

/** One alternative of a regex without look-around, back references and repeated groups: characters in a row. */
export interface Shape {
  readonly items: readonly ShapeItem[];
  /** In how many ways the choices inside its groups can be made; 1 where there are none. */
  readonly choices: number;
  /** It begins at the start of the text (or of a line) or nowhere. */
  readonly isAnchored: boolean;
  /** The last place, counted in items, where a condition such as `$` or `\b` stands; -1 without one. */
  readonly lastCondition: number;
}

/** The shapes of a regex's alternatives, or undefined for any regex that is not so plain. */
export function shapesOf(source: string): readonly Shape[] | undefined {
  const shapes: Shape[] = [];
  let draft = newDraft();
  for (let at = 0; at < source.length;) {
    if (source.charAt(at) === '|' && draft.alternatives.length === 0) {
      shapes.push(draft);
      draft = newDraft();
      at++;
      continue;
    }
    const next = readPart(source, at, draft);
    if (next === undefined) return undefined;
    at = next;
  }
  return draft.alternatives.length === 0 ? [...shapes, draft] : undefined;
}

function newDraft(): Draft {
  return { items: [], alternatives: [], choices: 1, isAnchored: false, lastCondition: -1 };
}

interface Draft {
  readonly items: ShapeItem[];
  /** Of each open group, the outermost first: how many alternatives it has so far. */
  readonly alternatives: number[];
  choices: number;
  isAnchored: boolean;
  lastCondition: number;
}

const groupStart = /\((?:\?:|\?<[A-Za-z_]\w*>|(?!\?))/y;
const condition = /[\^$]|\\[bB]/y;
const atom =
  /[^\\[\](){}*+?|^$]|\\(?:[dDwWsStnvfr]|0(?!\d)|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^A-Za-z0-9])|\[(?:[^\\\]]|\\[^])+\]/y;
const quantifier = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y;

function found(pattern: RegExp, source: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source) ?? undefined;
}

/** Reads what stands at one place and gives the place behind it, or undefined for what is not plain. */
function readPart(source: string, at: number, draft: Draft): number | undefined {
  const symbol = source.charAt(at);
  if (symbol === '|') {
    draft.alternatives[draft.alternatives.length - 1]!++;
    return at + 1;
  }
  if (symbol === '(') {
    const start = found(groupStart, source, at);
    if (start) draft.alternatives.push(1);
    return start && at + start[0].length;
  }
  if (symbol === ')') return closeGroup(source, at, draft);
  return readCondition(source, at, draft) ?? readItem(source, at, draft);
}

function closeGroup(source: string, at: number, draft: Draft): number | undefined {
  const alternatives = draft.alternatives.pop();
  if (alternatives === undefined || found(quantifier, source, at + 1)) return undefined;
  draft.choices *= alternatives;
  return at + 1;
}

function readCondition(source: string, at: number, draft: Draft): number | undefined {
  const here = found(condition, source, at);
  if (!here || found(quantifier, source, at + here[0].length)) return undefined;
  const isFirst = draft.items.length === 0 && draft.alternatives.length === 0 && draft.choices === 1;
  if (isFirst && here[0] === '^') draft.isAnchored = true;
  else draft.lastCondition = draft.items.length;
  return at + here[0].length;
}

function readItem(source: string, at: number, draft: Draft): number | undefined {
  const here = found(atom, source, at);
  if (!here) return undefined;
  const end = at + here[0].length;
  const repeated = found(quantifier, source, end);
  const isLazy = repeated !== undefined && /.\?$/.test(repeated[0]);
  draft.items.push({ source: here[0], ...countsOf(repeated), isLazy });
  return end + (repeated?.[0].length ?? 0);
}

function countsOf(repeated: RegExpExecArray | undefined): Pick<ShapeItem, 'min' | 'max'> {
  if (!repeated) return { min: 1, max: 1 };
  const [text, least, comma, most] = repeated;
  if (least !== undefined) return { min: Number(least), max: comma ? Number(most || Infinity) : Number(least) };
  return { min: text.startsWith('+') ? 1 : 0, max: text.startsWith('?') ? 1 : Infinity };
}
