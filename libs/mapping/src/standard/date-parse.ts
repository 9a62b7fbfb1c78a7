import type { Budget } from '../budget.ts';
import { Fault } from '../runtime/fault.ts';
import { Regex } from '../runtime/regex.ts';
import { componentOf } from './date-component.ts';
import { months, weekdays } from './date-format.ts';
import { datePicture, isZone, type DatePart, type Marker } from './date-picture.ts';
import { parserOf } from './integer-parser.ts';

interface PartParser {
  readonly regex: string;
  readonly component?: string;
  parse?(text: string): number | undefined;
}

interface PictureParser {
  readonly regex: Regex;
  readonly parts: readonly PartParser[];
}

const cached = new Map<string, PictureParser>();
const mostCached = 200;

function parserFor(picture: string): PictureParser {
  const known = cached.get(picture);
  if (known) return known;
  const parts = datePicture(picture).map(partParser);
  const parser = { regex: wholeRegex(parts, picture), parts };
  if (cached.size >= mostCached) cached.clear();
  cached.set(picture, parser);
  return parser;
}

function wholeRegex(parts: readonly PartParser[], picture: string): Regex {
  try {
    return new Regex(new RegExp(`^${parts.map((part) => `(${part.regex})`).join('')}$`, 'i'), undefined);
  } catch {
    throw new Fault('JM2004', { value: picture });
  }
}

function partParser(part: DatePart): PartParser {
  if (part.type === 'literal') return { regex: part.value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') };
  const { component } = part;
  if (isZone(component)) return { component, ...zoneParser(part) };
  if (component === 'f')
    return { component, regex: '[0-9]+', parse: (text) => Number.parseFloat(`0.${text.slice(0, 3)}`) * 1000 };
  return { component, ...(part.integer ? parserOf(part.integer) : nameParser(part)) };
}

function zoneParser({ component, integer }: Marker): PartParser {
  const sign = integer?.primary === 'decimal' ? integer.regular?.character : undefined;
  const digits = sign === undefined ? '[-+][0-9]+' : `[-+][0-9]+${sign}[0-9]+`;
  const isNamed = component === 'z';
  return {
    regex: isNamed ? `GMT${digits}` : digits,
    parse: (text) => zoneMinutes(isNamed ? text.slice(3) : text, sign),
  };
}

function zoneMinutes(text: string, sign: string | undefined): number {
  const split = sign === undefined ? (text.length <= 3 ? text.length : 3) : text.indexOf(sign);
  const minutes = text.slice(split + (sign === undefined ? 0 : 1));
  return Number.parseInt(text.slice(0, split), 10) * 60 + (minutes === '' ? 0 : Number.parseInt(minutes, 10));
}

function nameParser(marker: Marker): PartParser {
  const names = new Map(
    namesFor(marker.component).map(([name, value]) => [name.slice(0, marker.width?.max || undefined), value]),
  );
  return { regex: '[a-zA-Z]+', parse: (text) => names.get(text) };
}

function namesFor(component: string): (readonly [string, number])[] {
  if (component === 'M' || component === 'x') return months.map((name, index) => [name, index + 1]);
  if (component === 'F') return weekdays.map((name, index) => [name, index + 1]);
  if (component !== 'P') throw new Fault('D3133', { value: component });
  return [
    ['am', 0],
    ['AM', 0],
    ['pm', 1],
    ['PM', 1],
  ];
}

type Components = Record<string, number | undefined>;

/** The moment that a text gives by a picture; missing when the text does not follow it. */
export function parseDate(text: string, picture: string, now: () => Date, budget: Budget): number | undefined {
  const { regex, parts } = parserFor(picture);
  const found = regex.find(text, 0, budget);
  if (!found) return undefined;
  const components: Components = {};
  parts.forEach((part, i) => {
    if (part.parse && part.component) components[part.component] = part.parse(found.groups[i] ?? '');
  });
  return Object.keys(components).length === 0 ? undefined : momentOf(components, now);
}

/** Which components make up a date or a time together, most significant first. */
const yearMonthDay = 'YMD';
const twelveHours = 'Phmsf';

/** Whether components are given that belong to this kind, and none that do not. Zero counts as not given. */
function isKind(components: Components, kind: string, all: string): boolean {
  const given = all.split('').filter((name) => components[name]);
  return given.length > 0 && given.every((name) => kind.includes(name));
}

function momentOf(components: Components, now: () => Date): number {
  const isDate = (kind: string) => isKind(components, kind, 'YXMxWwdD');
  const isTime = (kind: string) => isKind(components, kind, 'PHhmsf');
  const byDayOfYear = !isDate('YMD') && isDate('Yd');
  const byWeekOfMonth = isDate('Xxw');
  const byWeek = !byWeekOfMonth && isDate('XW');
  const isTwelveHours = !isTime('Hmsf') && isTime(twelveHours);
  const dateNames = byDayOfYear ? 'YD' : byWeekOfMonth ? 'XxwF' : byWeek ? 'XWF' : yearMonthDay;
  fillIn(components, dateNames + (isTwelveHours ? twelveHours : 'Hmsf'), now);
  if (byWeekOfMonth || byWeek) throw new Fault('D3136');
  return utc(components, byDayOfYear, isTwelveHours);
}

/** What is left of the given components comes from the present, what is right of them is the least; no gaps. */
function fillIn(components: Components, names: string, now: () => Date): void {
  let isStarted = false;
  let isEnded = false;
  for (const name of names) {
    if (components[name] !== undefined) {
      if (isEnded) throw new Fault('D3136');
      isStarted = true;
    } else if (isStarted) {
      components[name] = 'MDd'.includes(name) ? 1 : 0;
      isEnded = true;
    } else components[name] = componentOf(now(), name) as number;
  }
}

function utc(components: Components, byDayOfYear: boolean, isTwelveHours: boolean): number {
  const year = components['Y']!;
  let month = (components['M'] ?? 0) > 0 ? components['M']! - 1 : 0;
  let date = components['D']!;
  if (byDayOfYear) {
    const derived = new Date(Date.UTC(year, 0) + (components['d']! - 1) * 86_400_000);
    [month, date] = [derived.getUTCMonth(), derived.getUTCDate()];
  }
  const hours = isTwelveHours ? twelveHourClock(components) : components['H']!;
  const moment = Date.UTC(year, month, date, hours, components['m'], components['s'], components['f']);
  return moment - (components['Z'] || components['z'] || 0) * 60_000;
}

function twelveHourClock(components: Components): number {
  const hours = components['h'] === 12 ? 0 : components['h']!;
  return components['P'] === 1 ? hours + 12 : hours;
}
