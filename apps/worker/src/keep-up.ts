import type { Drainable, Runtime } from '@joinery/platform';
import { Every } from './every.ts';

/** What every process, whatever its role, hears of from others by looking again: egress rules, installed connectors. */
export function keepUp({ egressRules, installedConnectors, logger }: Runtime): Drainable {
  const looking = new Every({
    periodMs: 2_000,
    work: async () => {
      await Promise.all([egressRules.refresh(), installedConnectors.refresh()]);
      return 'rest';
    },
    failed: (error) => logger.error({ error }, 'egress rules and connectors could not be read'),
  }).start();
  return { name: 'news of other processes', drain: () => looking.stop() };
}
