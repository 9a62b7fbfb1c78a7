import { Fault } from '../runtime/fault.ts';
import { integerPicture, type Casing, type DecimalPicture, type IntegerPicture } from './integer-picture.ts';
import { checkedPicture } from './integers.ts';

export interface Width {
  readonly min: number | undefined;
  readonly max: number | undefined;
}

export interface Literal {
  readonly type: 'literal';
  readonly value: string;
}

/** `[Y0001]` and the like. */
export interface Marker {
  readonly type: 'marker';
  readonly component: string;
  readonly width: Width | undefined;
  /** Last letter of the presentation, where it is one of `atco`. */
  readonly modifier: string | undefined;
  /** Written as a name in this casing. */
  readonly names: Casing | undefined;
  readonly integer: IntegerPicture | undefined;
  /** Digits of a year that are shown; all when undefined. */
  readonly yearDigits: number | undefined;
}

export type DatePart = Literal | Marker;

const defaultPresentations: Readonly<Record<string, string>> = {
  Y: '1',
  M: '1',
  D: '1',
  d: '1',
  F: 'n',
  W: '1',
  w: '1',
  X: '1',
  x: '1',
  H: '1',
  h: '1',
  P: 'n',
  m: '01',
  s: '01',
  f: '1',
  Z: '01:01',
  z: '01:01',
  C: 'n',
  E: 'n',
};

const cached = new Map<string, readonly DatePart[]>();
const mostCached = 200;

/** The parts of a date picture such as `[Y]-[M01]-[D01]`. */
export function datePicture(picture: string): readonly DatePart[] {
  const known = cached.get(picture);
  if (known) return known;
  const parts = readPicture(checkedPicture(picture));
  if (cached.size >= mostCached) cached.clear();
  cached.set(picture, parts);
  return parts;
}

function readPicture(picture: string): readonly DatePart[] {
  const parts: DatePart[] = [];
  let start = 0;
  for (let open = picture.indexOf('['); open >= 0; open = picture.indexOf('[', start)) {
    addLiteral(parts, picture.slice(start, open));
    if (picture.charAt(open + 1) === '[') {
      parts.push({ type: 'literal', value: '[' });
      start = open + 2;
      continue;
    }
    const close = picture.indexOf(']', open);
    if (close < 0) throw new Fault('D3135');
    addMarker(parts, picture.slice(open + 1, close).replace(/\s+/g, ''));
    start = close + 1;
  }
  addLiteral(parts, picture.slice(start));
  return parts;
}

function addLiteral(parts: DatePart[], text: string): void {
  if (text !== '') parts.push({ type: 'literal', value: text.replaceAll(']]', ']') });
}

function addMarker(parts: DatePart[], text: string): void {
  const component = text.charAt(0);
  const comma = text.lastIndexOf(',');
  const width = comma < 0 ? undefined : readWidth(text.slice(comma + 1));
  const { presentation, modifier } = readPresentation(component, text.slice(1, comma < 0 ? undefined : comma));
  const names = namesOf(presentation);
  const integer = names ? undefined : readInteger(component, presentation, modifier);
  const yearDigits = integer ? fitWidth(component, integer, width) : undefined;
  if (integer && !isZone(component)) closeRanks(parts.at(-1));
  parts.push({
    type: 'marker',
    component,
    width,
    modifier,
    names,
    integer: integer ?? zonePicture(component, presentation),
    yearDigits,
  });
}

export function isZone(component: string): boolean {
  return component === 'Z' || component === 'z';
}

/** A zone is a number even where its presentation begins like a name. */
function zonePicture(component: string, presentation: string): IntegerPicture | undefined {
  return isZone(component) ? integerPicture(presentation) : undefined;
}

function readWidth(text: string): Width {
  const dash = text.indexOf('-');
  if (dash < 0) return { min: widthNumber(text), max: undefined };
  return { min: widthNumber(text.slice(0, dash)), max: widthNumber(text.slice(dash + 1)) };
}

/** Wider than any date is read as this wide. */
const widest = 1_000;

function widthNumber(text: string): number | undefined {
  return text === '*' ? undefined : Math.min(Number.parseInt(text, 10), widest);
}

function readPresentation(component: string, text: string): { presentation: string; modifier: string | undefined } {
  const last = text.charAt(text.length - 1);
  const modifier = text.length > 1 && 'atco'.includes(last) ? last : undefined;
  const written = modifier ? text.slice(0, -1) : text;
  const standard = Object.hasOwn(defaultPresentations, component) ? defaultPresentations[component] : undefined;
  const presentation = written === '' ? standard : written;
  if (presentation === undefined) throw new Fault('D3132', { value: component });
  return { presentation, modifier };
}

function namesOf(presentation: string): Casing | undefined {
  if (presentation.startsWith('n')) return 'lower';
  if (!presentation.startsWith('N')) return undefined;
  return presentation.charAt(1) === 'n' ? 'title' : 'upper';
}

function readInteger(
  component: string,
  presentation: string,
  modifier: string | undefined,
): IntegerPicture | undefined {
  if (component === '' || !'YMDdFWwXxHhmsf'.includes(component)) return undefined;
  return integerPicture(modifier ? `${presentation};${modifier}` : presentation);
}

/** Widens a number to the width asked for, and tells how many digits of a year to show. */
function fitWidth(component: string, integer: IntegerPicture, width: Width | undefined): number | undefined {
  if (integer.primary === 'decimal' && width?.min !== undefined)
    integer.mandatoryDigits = Math.max(integer.mandatoryDigits, width.min || 0);
  if (component !== 'Y') return undefined;
  if (width?.max !== undefined) {
    if (integer.primary === 'decimal') integer.mandatoryDigits = width.max || 0;
    return width.max;
  }
  const digits = integer.primary === 'decimal' ? integer.mandatoryDigits + integer.optionalDigits : 0;
  return digits >= 2 ? digits : undefined;
}

/** A number that another follows at once is read with just the digits it must have. */
function closeRanks(previous: DatePart | undefined): void {
  if (previous?.type !== 'marker' || previous.integer?.primary !== 'decimal') return;
  const integer: DecimalPicture = previous.integer;
  integer.parseWidth = integer.mandatoryDigits;
}
