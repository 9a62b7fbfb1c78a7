import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { EngineClock } from '@joinery/engine';

/** The clock of this process. */
export const systemClock: EngineClock = {
  now: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, { signal }),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
