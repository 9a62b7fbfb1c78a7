import type { Json } from '@joinery/contracts';
import { plainText } from '../request/encode-body.ts';

const longest = 24 * 3600 * 1000;

/** Milliseconds to wait from seconds or an HTTP date (RFC 9110 §10.2.3); undefined where it says nothing. */
export function retryAfterMs(value: Json | undefined, now: number): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(plainText(value)) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(0, Math.ceil(ms)), longest) : undefined;
}
