import type { AlertId } from '@joinery/contracts';
import {
  LeaseLost,
  type Intents,
  type PageCommit,
  type PageJournal,
  type SyncAlert,
  type SyncLease,
} from '@joinery/sync';
import type { ClientBase } from 'pg';
import type { Database } from '../database/database.ts';
import { plainArray, textArray } from '../database/sql-literals.ts';
import { newId } from '../ids.ts';
import type { PayloadCodec } from '../payload-codec.ts';
import { settleChanges } from './change-rows.ts';
import { writeLinks } from './link-row.ts';
import { writeOutcomes } from './outcome-rows.ts';
import { holdLease, isPlan } from './shelf.ts';

/** What pages leave behind: each a handful of statements over sets, in one transaction under the epoch. */
export class PostgresPageJournal implements PageJournal {
  readonly #database: Database;
  readonly #codec: PayloadCodec;

  constructor({ database, codec }: { readonly database: Database; readonly codec: PayloadCodec }) {
    this.#database = database;
    this.#codec = codec;
  }

  async intend(lease: SyncLease, { unlink, links }: Intents): Promise<void> {
    await this.#database.syncTransaction(async (client) => {
      await holdLease(client, lease);
      await writeLinks(client, this.#codec, lease, { links, unlink, outcomes: new Map() });
    });
  }

  async commit(lease: SyncLease, page: PageCommit): Promise<void> {
    await this.#database.syncTransaction(async (client) => {
      await moveOn(client, lease, page);
      await writeLinks(client, this.#codec, lease, { ...page, outcomes: lastOutcomes(page) });
      await writeKeys(client, lease, page.keys);
      await writeSeen(client, lease, page);
      await writeOutcomes(client, this.#codec, lease, page);
      await settleChanges(client, lease, page);
      // What a plan meets is shown with the plan and alarms nobody.
      if (!isPlan(lease)) await raiseAlerts(client, lease, page.alerts);
    });
  }
}

/** Where the pass and the sync's memory stand now. */
async function moveOn(client: ClientBase, lease: SyncLease, { pass, memory }: PageCommit): Promise<void> {
  if (isPlan(lease)) await holdLease(client, lease);
  else await remember(client, lease, memory);
  if (pass)
    await client.query({
      name: 'move-sync-pass',
      text: `update sync_pass set progress = $2, memory = $3, updated_at = now() where id = $1`,
      values: [pass.id, JSON.stringify(pass), isPlan(lease) ? JSON.stringify(memory) : null],
    });
}

async function remember(client: ClientBase, { syncId, epoch }: SyncLease, memory: PageCommit['memory']): Promise<void> {
  const { rowCount } = await client.query({
    name: 'remember-sync',
    text: 'update sync_work set memory = $3 where sync_id = $1 and epoch = $2',
    values: [syncId, epoch, JSON.stringify(memory)],
  });
  if (rowCount === 0) throw new LeaseLost();
}

function lastOutcomes({ told }: PageCommit): ReadonlyMap<string, string> {
  return new Map(told.flatMap(({ linkId, outcome }) => (linkId === null ? [] : [[linkId, outcome] as const])));
}

async function writeKeys(client: ClientBase, lease: SyncLease, keys: PageCommit['keys']): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.flatMap(({ side, recordId, keys: own }) =>
    Object.entries(own).map(([rule, key]) => ({ side, recordId, rule, key })),
  );
  await client.query({
    name: 'drop-sync-keys',
    text: dropKeysSql,
    values: [
      lease.shelfId,
      plainArray(keys.map(({ side }) => side)),
      textArray(keys.map(({ recordId }) => recordId)),
      plainArray(keys.map(({ keys: own }) => `"{${Object.keys(own).join(',')}}"`)),
    ],
  });
  if (rows.length === 0) return;
  await client.query({
    name: 'put-sync-keys',
    text: putKeysSql,
    values: [
      lease.shelfId,
      lease.tenantId,
      plainArray(rows.map(({ side }) => side)),
      textArray(rows.map(({ recordId }) => recordId)),
      plainArray(rows.map(({ rule }) => rule)),
      textArray(rows.map(({ key }) => key)),
    ],
  });
}

async function writeSeen(client: ClientBase, { tenantId }: SyncLease, { pass, seen }: PageCommit): Promise<void> {
  if (!pass || !seen || seen.links.length === 0) return;
  await client.query({
    name: 'put-sync-seen',
    text: 'insert into sync_seen (pass_id, side, tenant_id, links) values ($1, $2, $3, $4)',
    values: [pass.id, seen.side, tenantId, plainArray(seen.links)],
  });
}

/** Repeats join the alert that is open. */
export async function raiseAlerts(
  client: ClientBase,
  { syncId, tenantId }: Pick<SyncLease, 'syncId' | 'tenantId'>,
  alerts: readonly SyncAlert[],
): Promise<void> {
  for (const { failure } of alerts)
    await client.query({
      name: 'raise-sync-alert',
      text: `insert into alert (id, tenant_id, kind, subject, code, failure) values ($1, $2, 'sync-attention', $3, $4, $5)
        on conflict (subject, code) where state = 'open' do update set
          count = alert.count + 1, last_at = now(), failure = excluded.failure`,
      values: [newId<AlertId>(), tenantId, syncId, failure.code, JSON.stringify(failure)],
    });
}

/** Keys that stay as they are are left alone: most of them do. */
const dropKeysSql = `
delete from sync_key where shelf_id = $1 and ctid = any (array (
  select found.ctid from unnest($2::"char"[], $3::text[], $4::text[]) as given (side, record_id, rules)
  cross join lateral (
    select ctid, rule from sync_key where shelf_id = $1 and side = given.side and record_id = given.record_id offset 0) found
  where found.rule <> all (given.rules::smallint[])))`;

const putKeysSql = `
insert into sync_key (shelf_id, tenant_id, side, record_id, rule, key)
select $1, $2, side, record_id, rule, key
from unnest($3::"char"[], $4::text[], $5::smallint[], $6::text[]) as new (side, record_id, rule, key)
on conflict (shelf_id, side, record_id, rule) do update set key = excluded.key where sync_key.key <> excluded.key`;
