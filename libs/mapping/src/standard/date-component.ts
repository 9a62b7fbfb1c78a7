const day = 86_400_000;
const week = 7 * day;

/** First moment of the week that holds the first Thursday of a year or month: where its week 1 begins. */
function firstWeek(year: number, month: number): number {
  const first = Date.UTC(year, month);
  const weekday = new Date(first).getUTCDay() || 7;
  return weekday > 4 ? first + (8 - weekday) * day : first - (weekday - 1) * day;
}

interface Span {
  /** Starts of week 1 of this year or month, and of the one before and after. */
  readonly start: number;
  readonly previous: number;
  readonly next: number;
  /** Weeks that it has for certain. */
  readonly weeks: number;
}

function weekWithin(today: number, { start, previous, next, weeks }: Span): number {
  const count = (today - start) / week + 1;
  if (count > weeks && today >= next) return 1;
  return Math.floor(count < 1 ? (today - previous) / week + 1 : count);
}

function weekOfYear(date: Date): number {
  const year = date.getUTCFullYear();
  const span = { start: firstWeek(year, 0), previous: firstWeek(year - 1, 0), next: firstWeek(year + 1, 0), weeks: 52 };
  return weekWithin(midnight(date), span);
}

function weekOfMonth(date: Date): number {
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const [previous, next] = [firstWeek(...before(year, month)), firstWeek(...after(year, month))];
  return weekWithin(midnight(date), { start: firstWeek(year, month), previous, next, weeks: 4 });
}

type Month = [year: number, month: number];

function before(year: number, month: number): Month {
  return month === 0 ? [year - 1, 11] : [year, month - 1];
}

function after(year: number, month: number): Month {
  return month === 11 ? [year + 1, 0] : [year, month + 1];
}

function midnight(date: Date): number {
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
}

/** The year that the week belongs to. */
function weekYear(date: Date): number {
  const year = date.getUTCFullYear();
  if (date.getTime() < firstWeek(year, 0)) return year - 1;
  return date.getTime() >= firstWeek(year + 1, 0) ? year + 1 : year;
}

/** The month that the week belongs to, from 1. */
function weekMonth(date: Date): number {
  const here: Month = [date.getUTCFullYear(), date.getUTCMonth()];
  if (date.getTime() < firstWeek(...here)) return before(...here)[1] + 1;
  return date.getTime() >= firstWeek(...after(...here)) ? after(...here)[1] + 1 : here[1] + 1;
}

/** What one component letter of a picture says about a moment. A zone says nothing: moments are in UTC here. */
export function componentOf(date: Date, component: string): number | string | undefined {
  switch (component) {
    case 'Y':
      return date.getUTCFullYear();
    case 'M':
      return date.getUTCMonth() + 1;
    case 'D':
      return date.getUTCDate();
    case 'd':
      return (midnight(date) - Date.UTC(date.getUTCFullYear(), 0)) / day + 1;
    case 'F':
      return date.getUTCDay() || 7;
    case 'W':
      return weekOfYear(date);
    case 'w':
      return weekOfMonth(date);
    case 'X':
      return weekYear(date);
    case 'x':
      return weekMonth(date);
    case 'H':
      return date.getUTCHours();
    case 'h':
      return date.getUTCHours() % 12 || 12;
    case 'P':
      return date.getUTCHours() >= 12 ? 'pm' : 'am';
    case 'm':
      return date.getUTCMinutes();
    case 's':
      return date.getUTCSeconds();
    case 'f':
      return date.getUTCMilliseconds();
    case 'C':
    case 'E':
      return 'ISO';
    default:
      return undefined;
  }
}
