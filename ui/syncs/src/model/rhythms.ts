import type { syncsMessages } from '../syncs.messages.ts';

/** Schedules that have a name of their own, by their cron expressions. */
export const rhythmKeys: Readonly<Record<string, keyof typeof syncsMessages>> = {
  '*/5 * * * *': 'every5',
  '*/15 * * * *': 'every15',
  '0 * * * *': 'hourly',
  '0 3 * * *': 'nightly',
  '0 3 * * 0': 'sundays',
};
