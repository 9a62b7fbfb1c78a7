import { cannot } from './field-function.ts';

/** A wall clock reading: no zone, as people and old systems write it. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The clock of a zone; the host's own zone never matters. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = newClock(zone);
  if (formatters.size > 200) formatters.clear();
  formatters.set(zone, made);
  return made;
}

function newClock(zone: string): Intl.DateTimeFormat {
  const parts = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', era: 'short', ...parts });
  } catch {
    throw cannot('JM3003', 'This time zone is not known; write it like Asia/Shanghai', zone);
  }
}

/** What the clocks of a zone show at a moment. */
export function localTime(epochMs: number, zone: string): LocalTime {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, value]),
  );
  const read = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name));
  const year = parts.get('era') === 'BC' ? 1 - read('year') : read('year');
  const millisecond = ((epochMs % 1000) + 1000) % 1000;
  return {
    year,
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
    millisecond,
  };
}

function asIfUtc(time: LocalTime): number {
  const date = new Date(0);
  date.setUTCFullYear(time.year, time.month - 1, time.day);
  date.setUTCHours(time.hour, time.minute, time.second, time.millisecond);
  return date.getTime();
}

/** Offset of a zone from UTC at a moment, in ms. */
export function offsetMs(epochMs: number, zone: string): number {
  return asIfUtc(localTime(epochMs, zone)) - epochMs;
}

/**
 * The moment at which the clocks of a zone show a time. A time that they show twice is the first of the two; one that
 * they skip is taken with the offset before the change.
 */
export function momentOf(time: LocalTime, zone: string): number {
  const wall = asIfUtc(time);
  const day = 86_400_000;
  const [before, after] = [offsetMs(wall - day, zone), offsetMs(wall + day, zone)];
  const fits = [before, after]
    .map((offset) => wall - offset)
    .filter((moment) => asIfUtc(localTime(moment, zone)) === wall);
  return fits.length > 0 ? Math.min(...fits) : wall - before;
}

/** Whether a reading names a day and a time that exist. */
export function isRealTime(time: LocalTime): boolean {
  const back = new Date(asIfUtc(time));
  return (
    back.getUTCMonth() === time.month - 1 &&
    back.getUTCDate() === time.day &&
    time.hour < 24 &&
    time.minute < 60 &&
    time.second < 60
  );
}
