import type { RateBudget } from '@joinery/contracts';

type Reset = NonNullable<NonNullable<RateBudget['headers']>['reset']>;

/** What the vendor says is left and for how long; undefined where the headers do not say. */
export function readBudgetHeaders(
  { headers: names, windows }: RateBudget,
  headers: Readonly<Record<string, string>>,
  now: number,
): { readonly remaining: number; readonly forMs: number } | undefined {
  const text = names?.remaining ? headers[names.remaining.toLowerCase()] : undefined;
  const remaining = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(remaining)) return undefined;
  const shortest = Math.min(...windows.map(({ perMs }) => perMs));
  return { remaining, forMs: resetMs(names?.reset, headers, now) ?? shortest };
}

function resetMs(reset: Reset | undefined, headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const text = reset && headers[reset.name.toLowerCase()];
  if (!reset || text === undefined || text.trim() === '') return undefined;
  const ms = reset.unit === 'date' ? Date.parse(text) - now : fromNumber(reset.unit, Number(text), now);
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), 24 * 3600 * 1000) : undefined;
}

function fromNumber(unit: Exclude<Reset['unit'], 'date'>, value: number, now: number): number {
  switch (unit) {
    case 'seconds-left':
      return value * 1000;
    case 'milliseconds-left':
      return value;
    case 'epoch-seconds':
      return value * 1000 - now;
    case 'epoch-milliseconds':
      return value - now;
  }
}
