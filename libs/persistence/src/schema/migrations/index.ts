import { AlertChannels1763700006000 } from './1763700006000-alert-channels.ts';
import { Foundation1763700000000 } from './1763700000000-foundation.ts';
import { InstalledConnectors1763700005000 } from './1763700005000-installed-connectors.ts';
import { RowLevelSecurity1763700002000 } from './1763700002000-row-level-security.ts';
import { Runs1763700001000 } from './1763700001000-runs.ts';
import { Syncs1763700003000 } from './1763700003000-syncs.ts';

/** In the order of their numbers. A migration that was released is never changed. */
export const migrations = [
  Foundation1763700000000,
  Runs1763700001000,
  RowLevelSecurity1763700002000,
  Syncs1763700003000,
  InstalledConnectors1763700005000,
  AlertChannels1763700006000,
];
