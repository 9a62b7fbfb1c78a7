import type { ScheduleTrigger } from '@joinery/contracts';
import { Cron } from 'croner';

/** So many ticks of a time without workers are made up for at most. */
const mostMissed = 100;
/** A tick this late still is in time. */
const graceMs = 60_000;

export interface DueTicks {
  /** Epoch ms, oldest first. */
  readonly ticks: readonly number[];
  /** When the schedule strikes next; null when it never does again. */
  readonly nextAt: number | null;
}

/** What is wrong with a schedule; undefined when it is sound and strikes at all. */
export function scheduleFault(cron: string, zone: string): string | undefined {
  try {
    return nextTick({ cron, zone }, Date.UTC(2024, 0, 1)) === null ? 'it never strikes' : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** When a schedule strikes for the first time after a moment. */
export function nextTick(trigger: Pick<ScheduleTrigger, 'cron' | 'zone'>, after: number): number | null {
  const cron = new Cron(trigger.cron, { timezone: trigger.zone, paused: true });
  return cron.nextRun(new Date(after))?.getTime() ?? null;
}

/**
 * The ticks to run now, of a schedule that was due at `dueAt`. What fell into a time without workers follows the
 * missed-run policy: none of them, the last one for all, or each.
 */
export function dueTicks(trigger: ScheduleTrigger, dueAt: number, now: number): DueTicks {
  const passed: number[] = [];
  let tick: number | null = dueAt;
  while (tick !== null && tick <= now) {
    passed.push(tick);
    if (passed.length > mostMissed) passed.shift();
    tick = nextTick(trigger, tick);
  }
  return { ticks: chosen(trigger.missed, passed, now), nextAt: tick };
}

function chosen(missed: ScheduleTrigger['missed'], passed: readonly number[], now: number): readonly number[] {
  switch (missed) {
    case 'all':
      return passed;
    case 'once':
      return passed.slice(-1);
    case 'skip':
      return passed.filter((tick) => now - tick <= graceMs).slice(-1);
  }
}
