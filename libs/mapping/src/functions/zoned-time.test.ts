import { describe, expect, it } from 'vitest';
import { localTime, momentOf, offsetMs } from './zoned-time.ts';

const time = (year: number, month: number, day: number, hour = 0, minute = 0) => ({
  year,
  month,
  day,
  hour,
  minute,
  second: 0,
  millisecond: 0,
});
const iso = (moment: number) => new Date(moment).toISOString();

describe('time in a zone', () => {
  it('reads a wall clock in its zone, whatever the zone of the host', () => {
    expect(iso(momentOf(time(2026, 5, 1, 10), 'Asia/Shanghai'))).toBe('2026-05-01T02:00:00.000Z');
    expect(iso(momentOf(time(2026, 7, 1, 10), 'Europe/Berlin'))).toBe('2026-07-01T08:00:00.000Z');
  });

  it('takes the first of two equal readings when clocks go back', () => {
    expect(iso(momentOf(time(2026, 10, 25, 2, 30), 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z');
  });

  it('takes a skipped reading with the offset before clocks go forward', () => {
    expect(iso(momentOf(time(2026, 3, 29, 2, 30), 'Europe/Berlin'))).toBe('2026-03-29T01:30:00.000Z');
  });

  it('shows moments before 1970 with their milliseconds', () => {
    expect(localTime(-1, 'UTC')).toEqual({
      year: 1969,
      month: 12,
      day: 31,
      hour: 23,
      minute: 59,
      second: 59,
      millisecond: 999,
    });
  });

  it('knows offsets of half an hour', () => {
    expect(offsetMs(0, 'Asia/Kolkata') / 60_000).toBe(330);
  });
});
