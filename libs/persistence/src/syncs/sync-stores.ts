import type { LinkId } from '@joinery/contracts';
import type { Database } from '../database/database.ts';
import { newId } from '../ids.ts';
import type { PayloadCodec } from '../payload-codec.ts';
import { PostgresChangeStore } from './change.store.ts';
import { PostgresLinkStore } from './link.store.ts';
import { PostgresOutcomeStore } from './outcome.store.ts';
import { PostgresPageJournal } from './page.journal.ts';
import { SyncClaimStore } from './sync-claim.store.ts';
import { SyncScheduleStore } from './sync-schedule.store.ts';
import { SyncTriggerStore } from './sync-trigger.store.ts';

/** The stores that the passes of syncs work on. */
export interface SyncStores {
  readonly claims: SyncClaimStore;
  readonly links: PostgresLinkStore;
  readonly journal: PostgresPageJournal;
  readonly changes: PostgresChangeStore;
  readonly outcomes: PostgresOutcomeStore;
  readonly schedules: SyncScheduleStore;
  readonly triggers: SyncTriggerStore;
  readonly newLinkId: () => LinkId;
}

export function syncStores(options: {
  readonly database: Database;
  readonly codec: PayloadCodec;
  readonly leaseMs?: number;
}): SyncStores {
  const { database, codec, leaseMs = 30_000 } = options;
  return {
    claims: new SyncClaimStore({ database, codec, leaseMs }),
    links: new PostgresLinkStore({ database, codec }),
    journal: new PostgresPageJournal({ database, codec }),
    changes: new PostgresChangeStore({ database, codec }),
    outcomes: new PostgresOutcomeStore({ database, codec }),
    schedules: new SyncScheduleStore({ database }),
    triggers: new SyncTriggerStore({ database, codec }),
    newLinkId: () => newId<LinkId>(),
  };
}
