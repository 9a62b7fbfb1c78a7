import type { Budget } from '../budget.ts';
import { Fault } from '../runtime/fault.ts';
import { componentOf } from './date-component.ts';
import { datePicture, isZone, type Marker } from './date-picture.ts';
import { integerPicture } from './integer-picture.ts';
import { formatInteger } from './integers.ts';

export const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
export const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

const iso8601 = '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]';

/** Hours and minutes east of Greenwich. */
interface Offset {
  readonly hours: number;
  readonly minutes: number;
}

/** A moment as text; in ISO 8601 without a picture, in UTC without a zone such as `+0800`. */
export function formatDate(moment: number, picture = iso8601, zone: string | undefined, budget: Budget): string {
  const offset = offsetOf(zone);
  const date = new Date(moment + (60 * offset.hours + offset.minutes) * 60_000);
  if (Number.isNaN(date.getTime())) throw new Fault('JM2005', { value: moment, inserts: { zone } });
  let text = '';
  for (const part of datePicture(picture))
    text += part.type === 'literal' ? part.value : String(formatMarker(date, part, offset, budget));
  budget.characters(text.length);
  return text;
}

function offsetOf(zone: string | undefined): Offset {
  if (zone === undefined) return { hours: 0, minutes: 0 };
  const offset = Number.parseInt(zone, 10);
  return { hours: Math.floor(offset / 100), minutes: offset % 100 };
}

function formatMarker(date: Date, marker: Marker, offset: Offset, budget: Budget): unknown {
  const value = componentOf(date, marker.component);
  if (isZone(marker.component)) return formatZone(marker, offset, budget);
  if (marker.component === 'P') return marker.names === 'upper' ? String(value).toUpperCase() : value;
  if (typeof value !== 'number') return value;
  if (marker.names) return formatName(value, marker);
  const shown = marker.yearDigits === undefined ? value : value % 10 ** marker.yearDigits;
  return marker.integer ? formatInteger(shown, marker.integer, budget) : value;
}

function formatName(value: number, { component, names, width }: Marker): string {
  const name = nameOf(value, component);
  const cased = names === 'upper' ? name.toUpperCase() : names === 'lower' ? name.toLowerCase() : name;
  return width?.max !== undefined && cased.length > width.max ? cased.slice(0, width.max) : cased;
}

function nameOf(value: number, component: string): string {
  if (component === 'M' || component === 'x') return String(months[value - 1]);
  if (component === 'F') return String(weekdays[value - 1]);
  throw new Fault('D3133', { value: component });
}

function formatZone(marker: Marker, offset: Offset, budget: Budget): string {
  const total = offset.hours * 100 + offset.minutes;
  if (total === 0 && marker.modifier === 't') {
    zoneDigits(marker, offset, budget);
    return 'Z';
  }
  const signed = (total >= 0 ? '+' : '') + zoneDigits(marker, offset, budget);
  return marker.component === 'z' ? `GMT${signed}` : signed;
}

function zoneDigits(marker: Marker, { hours, minutes }: Offset, budget: Budget): string {
  const integer = marker.integer!;
  const total = hours * 100 + minutes;
  if (integer.primary !== 'decimal') throw new Fault('D3134');
  if (integer.regular) return formatInteger(total, integer, budget);
  const digits = integer.mandatoryDigits;
  if (digits === 3 || digits === 4) return formatInteger(total, integer, budget);
  if (digits > 4) throw new Fault('D3134', { value: digits });
  const whole = formatInteger(hours, integer, budget);
  return minutes === 0 ? whole : `${whole}:${formatInteger(Math.floor(minutes), integerPicture('00'), budget)}`;
}
