import { cannot } from './field-function.ts';
import { isRealTime, type LocalTime } from './zoned-time.ts';

/** A piece of a date picture: a field of so many letters, or text as it stands. */
type Piece = { readonly field: Field; readonly width: number } | { readonly text: string };
const fields = {
  y: 'year',
  M: 'month',
  d: 'day',
  H: 'hour',
  m: 'minute',
  s: 'second',
  S: 'millisecond',
  X: 'offset',
} as const;
type Field = (typeof fields)[keyof typeof fields];

const longest = 64;
const piecePattern = /'((?:[^']|'')*)'|([yMdHmsSX])\2*|[^A-Za-z']+|([A-Za-z])/g;

/** Reads `yyyy-MM-dd HH:mm:ss`, `yyyy年M月d日`, `dd/MM/yyyy HH:mm X` (X: the offset from UTC), `yyyyMMdd'T'HHmmss`. */
export function piecesOf(picture: string): readonly Piece[] {
  if (picture.length > longest) throw cannot('JM3004', 'The date picture is too long', picture);
  return [...picture.matchAll(piecePattern)].map(([all, quoted, letter, unknown]) => {
    if (unknown !== undefined) throw cannot('JM3004', 'The date picture has a letter that stands for nothing', picture);
    if (quoted !== undefined) return { text: quoted.replaceAll("''", "'") };
    return letter === undefined ? { text: all } : { field: fields[letter as keyof typeof fields], width: all.length };
  });
}

export interface ReadTime {
  readonly time: LocalTime;
  /** Minutes from UTC, where the text says so itself. */
  readonly offsetMinutes?: number;
}

/** Reads a text by a picture; undefined where it does not fit or names no real day. */
export function readByPicture(text: string, picture: string): ReadTime | undefined {
  const found = new Map<Field, string>();
  let at = 0;
  for (const piece of piecesOf(picture)) {
    const part = 'text' in piece ? textAt(text, at, piece.text) : digitsAt(text, at, piece);
    if (part === undefined) return undefined;
    if ('field' in piece) found.set(piece.field, part);
    at += part.length;
  }
  return at === text.length ? timeFrom(found) : undefined;
}

function textAt(text: string, at: number, expected: string): string | undefined {
  return text.startsWith(expected, at) ? expected : undefined;
}

/** One letter takes what digits there are; more take exactly so many. */
function digitsAt(
  text: string,
  at: number,
  piece: { readonly field: Field; readonly width: number },
): string | undefined {
  const pattern =
    piece.field === 'offset'
      ? /^(Z|[+-]\d{2}:?\d{2})/
      : piece.width === 1
        ? /^\d{1,4}/
        : new RegExp(`^\\d{${piece.width}}`);
  return pattern.exec(text.slice(at, at + 8))?.[0];
}

function timeFrom(found: ReadonlyMap<Field, string>): ReadTime | undefined {
  const read = (field: Field, otherwise: number) => (found.has(field) ? Number(found.get(field)) : otherwise);
  const year = read('year', 1970);
  const time: LocalTime = {
    year: found.get('year')?.length === 2 ? 2000 + year : year,
    month: read('month', 1),
    day: read('day', 1),
    hour: read('hour', 0),
    minute: read('minute', 0),
    second: read('second', 0),
    millisecond: Number((found.get('millisecond') ?? '0').padEnd(3, '0').slice(0, 3)),
  };
  const offset = found.get('offset');
  if (!isRealTime(time)) return undefined;
  return offset === undefined ? { time } : { time, offsetMinutes: offsetMinutes(offset) };
}

export function offsetMinutes(text: string): number {
  if (text === 'Z' || text === 'z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Writes a time by a picture. */
export function writeByPicture(time: LocalTime, offset: number, picture: string): string {
  return piecesOf(picture)
    .map((piece) => ('text' in piece ? piece.text : written(piece, time, offset)))
    .join('');
}

function written(
  { field, width }: { readonly field: Field; readonly width: number },
  time: LocalTime,
  offset: number,
): string {
  if (field === 'offset') return offsetText(offset);
  const value = String(time[field]);
  if (field === 'millisecond') return value.padStart(3, '0').slice(0, width).padEnd(width, '0');
  return field === 'year' && width === 2 ? value.slice(-2) : value.padStart(width, '0');
}

export function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z';
  const [sign, size] = [minutes < 0 ? '-' : '+', Math.abs(minutes)];
  return `${sign}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
}
