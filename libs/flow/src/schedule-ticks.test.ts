import { describe, expect, it } from 'vitest';
import { dueTicks, nextTick, scheduleFault } from './schedule-ticks.ts';

const at = (text: string): number => Date.parse(text);
const daily = (missed: 'skip' | 'once' | 'all') =>
  ({ kind: 'schedule', cron: '0 9 * * *', zone: 'Asia/Shanghai', missed }) as const;
const texts = (ticks: readonly number[]) => ticks.map((tick) => new Date(tick).toISOString());

describe('a schedule', () => {
  it('strikes in its own zone', () => {
    expect(new Date(nextTick(daily('once'), at('2026-03-01T00:00:00Z'))!).toISOString()).toBe(
      '2026-03-01T01:00:00.000Z',
    );
  });

  it('keeps its hour through summer time', () => {
    const berlin = { cron: '30 8 * * *', zone: 'Europe/Berlin' };
    expect(new Date(nextTick(berlin, at('2026-03-28T12:00:00Z'))!).toISOString()).toBe('2026-03-29T06:30:00.000Z');
    expect(new Date(nextTick(berlin, at('2026-03-27T12:00:00Z'))!).toISOString()).toBe('2026-03-28T07:30:00.000Z');
  });

  it('runs one tick in time and knows the next', () => {
    const due = dueTicks(daily('once'), at('2026-03-01T01:00:00Z'), at('2026-03-01T01:00:01Z'));
    expect(texts(due.ticks)).toEqual(['2026-03-01T01:00:00.000Z']);
    expect(due.nextAt).toBe(at('2026-03-02T01:00:00Z'));
  });

  it('makes up for missed ticks as its policy says', () => {
    const [from, now] = [at('2026-03-01T01:00:00Z'), at('2026-03-03T05:00:00Z')];
    expect(texts(dueTicks(daily('all'), from, now).ticks)).toEqual([
      '2026-03-01T01:00:00.000Z',
      '2026-03-02T01:00:00.000Z',
      '2026-03-03T01:00:00.000Z',
    ]);
    expect(texts(dueTicks(daily('once'), from, now).ticks)).toEqual(['2026-03-03T01:00:00.000Z']);
    expect(dueTicks(daily('skip'), from, now).ticks).toEqual([]);
  });

  it('never makes up for more than a hundred', () => {
    const often = { kind: 'schedule', cron: '* * * * *', zone: 'UTC', missed: 'all' } as const;
    const { ticks } = dueTicks(often, at('2026-03-01T00:00:00Z'), at('2026-03-02T00:00:00Z'));
    expect(ticks).toHaveLength(100);
    expect(new Date(ticks.at(-1)!).toISOString()).toBe('2026-03-02T00:00:00.000Z');
  });

  it('is refused when it means nothing, names no zone, or never strikes', () => {
    expect(scheduleFault('0 9 * * 1-5', 'Asia/Shanghai')).toBeUndefined();
    expect(scheduleFault('whenever', 'Asia/Shanghai')).toBeDefined();
    expect(scheduleFault('0 9 * * *', 'Mars/Olympus')).toBeDefined();
    expect(scheduleFault('0 0 31 2 *', 'UTC')).toBeDefined();
  });
});
