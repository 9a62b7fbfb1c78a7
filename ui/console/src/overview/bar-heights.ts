import type { Overview } from '@joinery/contracts';

type Point = Overview['series'][number];

export interface Bar {
  readonly point: Point;
  /** Pixels of what was accepted and did not fail, and of what failed. */
  readonly accepted: number;
  readonly failed: number;
}

const leastSeen = 3;

/** Heights to one scale; what happened at all is never too small to be seen. */
export function barHeights(series: readonly Point[], height: number): readonly Bar[] {
  const most = Math.max(1, ...series.map((point) => Math.max(point.accepted, point.failed)));
  const scaled = (count: number) => (count === 0 ? 0 : Math.max(leastSeen, Math.round((count / most) * (height - 8))));
  return series.map((point) => ({
    point,
    accepted: scaled(Math.max(0, point.accepted - point.failed)),
    failed: scaled(point.failed),
  }));
}

const hourMs = 3_600_000;

/** One point for every hour up to now; hours without events are not told by the server. */
export function everyHour(series: readonly Point[], hours: number, nowMs: number): readonly Point[] {
  const last = Math.floor(nowMs / hourMs);
  const byHour = new Map(series.map((point) => [Math.floor(Date.parse(point.at) / hourMs), point]));
  return Array.from({ length: hours }, (_, index) => {
    const hour = last - hours + 1 + index;
    return byHour.get(hour) ?? { at: new Date(hour * hourMs).toISOString(), accepted: 0, succeeded: 0, failed: 0 };
  });
}
