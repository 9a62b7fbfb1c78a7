import { numberType, stringType } from '../types/type.ts';
import { cannot, keepingAbsent, type DocumentedFunction } from './field-function.ts';
import { offsetMinutes, readByPicture, writeByPicture } from './date-pattern.ts';
import { absentLike, constantText } from './result-types.ts';
import { isRealTime, localTime, momentOf, offsetMs } from './zoned-time.ts';

const iso =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s?(Z|z|[+-]\d{2}:?\d{2})?$/;
const latest = 8.64e15;
const longestDate = 1_000;

/** The moment that a date value means: its own zone where it names one, the given zone otherwise. */
function momentFrom(value: unknown, args: readonly unknown[]): number {
  const [, zone, format] = args;
  const place = typeof zone === 'string' ? zone : '';
  if (typeof value === 'number') return fromNumber(value, format);
  if (typeof value !== 'string' || value.length > longestDate) throw cannot('JM3001', 'This is not a date', value);
  const read = typeof format === 'string' ? readByPicture(value.trim(), format) : readIso(value.trim());
  if (!read)
    throw cannot(
      'JM3001',
      typeof format === 'string' ? `This date does not fit ${format}` : 'This is not a date',
      value,
    );
  const { time, offsetMinutes: own } = read;
  return own === undefined ? momentOf(time, place) : momentOf(time, 'UTC') - own * 60_000;
}

/** A number is milliseconds since 1970, or seconds where the format says so. */
function fromNumber(value: number, format: unknown): number {
  const moment = format === 'seconds' ? value * 1000 : value;
  if (!(Math.abs(moment) <= latest)) throw cannot('JM3001', 'This is not a moment', value);
  return moment;
}

function readIso(text: string): ReturnType<typeof readByPicture> {
  const match = iso.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] = match;
  const [y = 0, M = 0, d = 0, H = 0, m = 0, s = 0] = [year, month, day, hour, minute, second].map(Number);
  const time = {
    year: y,
    month: M,
    day: d,
    hour: H,
    minute: m,
    second: s,
    millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
  };
  if (!isRealTime(time)) return undefined;
  return offset === undefined ? { time } : { time, offsetMinutes: offsetMinutes(offset) };
}

function inUtc(moment: number): string {
  return new Date(moment).toISOString().replace('.000Z', 'Z');
}

function writtenIn(moment: number, zone: unknown, format: string): string {
  const place = typeof zone === 'string' ? zone : '';
  return writeByPicture(localTime(moment, place), offsetMs(moment, place) / 60_000, format);
}

const shanghai = '"Asia/Shanghai"';

/** Dates with their zone. A zone is an IANA name; a picture says how a text is written. */
export const dates: readonly DocumentedFunction[] = [
  {
    name: 'asDateTime',
    signature: '<xss?:x>',
    parameters: ['value', 'zone', 'format?'],
    category: 'date',
    summary: {
      zh: '把日期文本或毫秒数转换为带时区的标准时间(UTC)。文本没有时区时按给定时区理解;可用格式(如 yyyy/MM/dd HH:mm)说明写法,数字为秒时格式写 seconds。',
      en: 'Turns a date text or milliseconds into a standard time in UTC. Text without a zone is read in the given zone; a format such as yyyy/MM/dd HH:mm says how it is written, `seconds` says that a number counts seconds.',
    },
    examples: [
      { expression: `$asDateTime("2026-05-01 10:00:00", ${shanghai})`, result: '2026-05-01T02:00:00Z' },
      {
        expression: `$asDateTime("01/05/2026 10:00", ${shanghai}, "dd/MM/yyyy HH:mm")`,
        result: '2026-05-01T02:00:00Z',
      },
      { expression: `$asDateTime("2026-05-01T10:00:00+02:00", ${shanghai})`, result: '2026-05-01T08:00:00Z' },
      { expression: `$asDateTime(1777600800, ${shanghai}, "seconds")`, result: '2026-05-01T02:00:00Z' },
    ],
    call: keepingAbsent((value, args) => inUtc(momentFrom(value, args))),
    result: absentLike(() => stringType({ format: 'date-time', minLength: 20, maxLength: 27 })),
  },
  {
    name: 'asDate',
    signature: '<xss?:x>',
    parameters: ['value', 'zone', 'format?'],
    category: 'date',
    summary: {
      zh: '取某一时刻在给定时区的日期(yyyy-MM-dd)。',
      en: 'The date (yyyy-MM-dd) that a moment has in the given zone.',
    },
    examples: [
      { expression: `$asDate("2026-04-30T20:00:00Z", ${shanghai})`, result: '2026-05-01' },
      { expression: `$asDate("2026年5月1日", ${shanghai}, "yyyy年M月d日")`, result: '2026-05-01' },
    ],
    call: keepingAbsent((value, args) => writtenIn(momentFrom(value, args), args[1], 'yyyy-MM-dd')),
    result: absentLike(() => stringType({ format: 'date', minLength: 8, maxLength: 12 })),
  },
  {
    name: 'asLocalDateTime',
    signature: '<xss:x>',
    parameters: ['value', 'zone', 'format'],
    category: 'date',
    summary: {
      zh: '按给定时区和格式写出时间,用于只接受本地时间的系统。',
      en: 'Writes a moment in a zone and a format, for systems that take local time only.',
    },
    examples: [
      {
        expression: `$asLocalDateTime("2026-05-01T02:00:00Z", ${shanghai}, "yyyy-MM-dd HH:mm:ss")`,
        result: '2026-05-01 10:00:00',
      },
    ],
    call: keepingAbsent((value, args) => writtenIn(momentFrom(value, [value, args[1]]), args[1], String(args[2]))),
    result: absentLike((call) =>
      stringType({ format: /X/.test(constantText(call.args[2]) ?? '') ? 'date-time' : 'local-date-time' }),
    ),
  },
  {
    name: 'asEpochMillis',
    signature: '<xss?:x>',
    parameters: ['value', 'zone', 'format?'],
    category: 'date',
    summary: { zh: '把日期转换为 1970 年以来的毫秒数。', en: 'Turns a date into milliseconds since 1970.' },
    examples: [{ expression: `$asEpochMillis("2026-05-01 10:00:00", ${shanghai})`, result: 1777600800000 }],
    call: keepingAbsent((value, args) => momentFrom(value, args)),
    result: absentLike(() => numberType({ integer: false })),
  },
];
