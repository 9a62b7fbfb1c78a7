import type { PassProgress } from '../ports.ts';

/** How far a pass is, for people. */
export interface ProgressView {
  readonly done: number;
  /** Estimated; null while nothing is known. */
  readonly total: number | null;
  readonly perSecond: number;
  readonly remainingMs: number | null;
}

export function progressOf(pass: PassProgress, now: number): ProgressView {
  const elapsedMs = Math.max(now - pass.startedAt, 1);
  const perSecond = (pass.listed * 1000) / elapsedMs;
  const total = pass.expected === null ? null : Math.max(pass.expected, pass.listed);
  const remainingMs = total === null || perSecond === 0 ? null : Math.round(((total - pass.listed) / perSecond) * 1000);
  return { done: pass.listed, total, perSecond, remainingMs };
}
