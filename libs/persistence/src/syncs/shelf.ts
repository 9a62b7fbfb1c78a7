import type { PassScope } from '@joinery/contracts';
import { LeaseLost, type SyncLease } from '@joinery/sync';
import type { ClientBase } from 'pg';

/** What a statement needs to know of a lease. */
export type ShelfLease = Pick<SyncLease, 'shelfId' | 'syncId' | 'tenantId'>;

/**
 * Holds the sync's row for the rest of the transaction, so that a claim waits for it, or finds that the lease is gone.
 * @throws LeaseLost
 */
export async function holdLease(client: ClientBase, { syncId, epoch }: SyncLease): Promise<void> {
  const { rowCount } = await client.query({
    name: 'hold-sync-lease',
    text: 'select from sync_work where sync_id = $1 and epoch = $2 for no key update',
    values: [syncId, epoch],
  });
  if (rowCount === 0) throw new LeaseLost();
}

export const isPlan = ({ scope }: { readonly scope: PassScope }): boolean => scope === 'plan';
