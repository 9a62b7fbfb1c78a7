import { describe, expect, it } from 'vitest';
import { barHeights, everyHour } from './bar-heights.ts';

const point = (accepted: number, failed = 0) => ({
  at: '2026-03-02T10:00:00Z',
  accepted,
  succeeded: accepted - failed,
  failed,
});

describe('the bars of the overview', () => {
  it('are to one scale', () => {
    expect(barHeights([point(100), point(50)], 108).map((bar) => bar.accepted)).toEqual([100, 50]);
  });

  it('show a single failure among thousands', () => {
    expect(barHeights([point(10_000, 1)], 200)[0]?.failed).toBeGreaterThanOrEqual(3);
  });

  it('show nothing where nothing was', () => {
    expect(barHeights([point(0)], 200)[0]).toMatchObject({ accepted: 0, failed: 0 });
  });
});

describe('the hours of the overview', () => {
  it('are all there, also those in which nothing happened', () => {
    const filled = everyHour([point(7)], 3, Date.parse('2026-03-02T11:20:00Z'));
    expect(filled.map((one) => [one.at.slice(11, 13), one.accepted])).toEqual([
      ['09', 0],
      ['10', 7],
      ['11', 0],
    ]);
  });
});
