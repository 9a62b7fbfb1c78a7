import { describe, expect, it } from 'vitest';
import { formatAgo, formatDuration } from './format.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [850, '850 ms'],
    [1000, '1 s'],
    [12_440, '12.4 s'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 5 min'],
    [3_600_000, '1 h'],
  ])('tells %d ms as %s', (ms, text) => {
    expect(formatDuration(ms, 'en')).toBe(text);
  });

  it('speaks Chinese', () => {
    expect(formatDuration(200_000, 'zh')).toBe('3 分 20 秒');
  });
});

describe('formatAgo', () => {
  const now = Date.parse('2026-03-02T10:00:00Z');

  it('uses the largest unit that fits', () => {
    expect(formatAgo('2026-03-02T09:57:00Z', now, 'en')).toBe('3 minutes ago');
    expect(formatAgo('2026-03-01T10:00:00Z', now, 'zh')).toBe('昨天');
  });
});
