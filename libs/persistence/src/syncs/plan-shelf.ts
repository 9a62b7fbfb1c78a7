import type { PassId } from '@joinery/contracts';
import type { SyncLease } from '@joinery/sync';
import type { ClientBase } from 'pg';
import type { Database } from '../database/database.ts';
import { holdLease } from './shelf.ts';

/** Copying millions of links takes longer than a lease; nobody may take the sync meanwhile. */
const copyMs = 10 * 60_000;

/**
 * Gives a plan its copy of the sync's links and keys, and throws away those of plans that have ended.
 * @throws LeaseLost
 */
export async function fillShelf(database: Database, lease: SyncLease): Promise<void> {
  await database.syncTransaction(async (client) => {
    await holdLease(client, lease);
    await client.query(`update sync_work set leased_until = now() + $2 * interval '1 millisecond' where sync_id = $1`, [
      lease.syncId,
      copyMs,
    ]);
  });
  await database.syncTransaction(async (client) => {
    await client.query('set local statement_timeout = 0');
    const { rows } = await client.query<{ id: PassId }>(
      `select id from sync_pass where sync_id = $1 and scope = 'plan' and state in ('done', 'failed', 'cancelled')`,
      [lease.syncId],
    );
    await dropShelves(client, [...rows.map(({ id }) => id), lease.shelfId as PassId]);
    await client.query(copyLinksSql, [lease.shelfId, lease.syncId]);
    await client.query(copyKeysSql, [lease.shelfId, lease.syncId]);
  });
}

/** The links of plans that are over; what they have told stays. */
export async function dropShelves(client: ClientBase, passes: readonly PassId[]): Promise<void> {
  await client.query('set local statement_timeout = 0');
  for (const table of ['sync_link', 'sync_key', 'sync_change', 'sync_issue'])
    await client.query(`delete from ${table} where shelf_id = any($1::uuid[])`, [[...passes]]);
}

const copyLinksSql = `
insert into sync_link (shelf_id, id, tenant_id, a, b, state, hash_a, hash_b, touched, missed, wrote_a, wrote_b, pending,
  due, outcome, memory)
select $1, id, tenant_id, a, b, state, hash_a, hash_b, touched, missed, wrote_a, wrote_b, pending, due, outcome, memory
from sync_link where shelf_id = $2`;

const copyKeysSql = `
insert into sync_key (shelf_id, side, record_id, rule, tenant_id, key)
select $1, side, record_id, rule, tenant_id, key from sync_key where shelf_id = $2`;
