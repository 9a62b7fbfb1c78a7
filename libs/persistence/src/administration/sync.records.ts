import { randomBytes } from 'node:crypto';
import {
  FailureError,
  type FlowState,
  type PageQuery,
  type PassId,
  type PassKind,
  type PassScope,
  type PassState,
  type SyncDocument,
  type SyncDraft,
  type SyncId,
  type SyncOutcome,
  type SyncPage,
  type SyncQuery,
  type SyncSummary,
  type SyncVersion,
  type SyncVersionPage,
  type TenantId,
  type UserId,
} from '@joinery/contracts';
import { newSyncMemory, type PassProgress } from '@joinery/sync';
import type { EntityManager } from 'typeorm';
import { newId } from '../ids.ts';
import { nextAt } from '../syncs/sync-schedule.store.ts';
import { unlessExists } from './conflicts.ts';
import { passGlance } from './pass.records.ts';
import { below, belowNumber, likePattern, pageOf } from './paging.ts';
import type { Saved } from './saved.ts';
import { author, instant } from './views.ts';

/** Syncs with their drafts and versions, as one tenant sees them. */
export class SyncRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;

  constructor(manager: EntityManager, tenantId: TenantId) {
    this.#manager = manager;
    this.#tenantId = tenantId;
  }

  async list(query: SyncQuery): Promise<SyncPage> {
    const rows: readonly SyncRow[] = await this.#manager.query(
      `${summarySql} where sync.tenant_id = $1 and sync.id < $2
         and ($3::text is null and sync.state <> 'archived' or sync.state = $3)
         and ($4::text is null or sync.name ilike $4 or sync.description ilike $4)
       order by sync.id desc limit $5`,
      [
        this.#tenantId,
        below(query),
        query.state ?? null,
        query.text === undefined ? null : likePattern(query.text),
        query.limit + 1,
      ],
    );
    return pageOf(rows, query, { item: summary, key: (row) => row.id });
  }

  async find(id: SyncId): Promise<SyncSummary | undefined> {
    const rows: readonly SyncRow[] = await this.#manager.query(
      `${summarySql} where sync.tenant_id = $1 and sync.id = $2`,
      [this.#tenantId, id],
    );
    return rows[0] && summary(rows[0]);
  }

  /** @throws FailureError `conflict.exists` when a live sync has that name */
  async create(sync: {
    readonly id: SyncId;
    readonly name: string;
    readonly description: string;
    readonly document: SyncDocument;
    readonly by: UserId;
  }): Promise<SyncSummary> {
    const { id, name, description, document, by } = sync;
    await unlessExists(name, () =>
      this.#manager.query(
        `insert into sync (id, tenant_id, name, description, created_by, updated_by) values ($1, $2, $3, $4, $5, $5)`,
        [id, this.#tenantId, name, description, by],
      ),
    );
    await this.#manager.query(
      `insert into sync_draft (sync_id, tenant_id, revision, document, updated_by) values ($1, $2, 1, $3, $4)`,
      [id, this.#tenantId, JSON.stringify(document), by],
    );
    await this.#manager.query(`insert into sync_work (sync_id, tenant_id, memory) values ($1, $2, $3)`, [
      id,
      this.#tenantId,
      JSON.stringify(newSyncMemory),
    ]);
    return (await this.find(id))!;
  }

  async update(
    id: SyncId,
    { name, description, by }: { readonly name: string; readonly description: string; readonly by: UserId },
  ): Promise<SyncSummary | undefined> {
    await unlessExists(name, () =>
      this.#manager.query(
        `update sync set name = $3, description = $4, updated_by = $5, updated_at = now() where id = $1 and tenant_id = $2`,
        [id, this.#tenantId, name, description, by],
      ),
    );
    return this.find(id);
  }

  /** A sync that goes on is due at once: something may have been told meanwhile. */
  async setState(id: SyncId, state: 'published' | 'paused' | 'archived', by: UserId): Promise<SyncSummary | undefined> {
    await this.#manager.query(
      `update sync set state = $3, updated_by = $4, updated_at = now() where id = $1 and tenant_id = $2`,
      [id, this.#tenantId, state, by],
    );
    await this.#manager.query(
      `update sync_trigger set state = $3, due_at = case when $3 = 'active' then now() end where sync_id = $1 and tenant_id = $2`,
      [id, this.#tenantId, state === 'published' ? 'active' : 'paused'],
    );
    if (state === 'published')
      await this.#manager.query(`update sync_work set due_at = now() where sync_id = $1 and tenant_id = $2`, [
        id,
        this.#tenantId,
      ]);
    return this.find(id);
  }

  async draft(id: SyncId): Promise<SyncDraft | undefined> {
    const rows: readonly DraftRow[] = await this.#manager.query(
      `select draft.*, app_user.name as updated_by_name from sync_draft draft
       left join app_user on app_user.id = draft.updated_by where draft.sync_id = $1 and draft.tenant_id = $2`,
      [id, this.#tenantId],
    );
    return rows[0] && draftOf(rows[0]);
  }

  /** Only the save that names the present revision goes through. */
  async saveDraft(save: {
    readonly id: SyncId;
    readonly revision: number;
    readonly document: SyncDocument;
    readonly by: UserId;
  }): Promise<Saved<SyncDraft>> {
    const rows: readonly unknown[] = await this.#manager.query(
      `with saved as (
         update sync_draft set revision = revision + 1, document = $4, updated_by = $5, updated_at = now()
         where sync_id = $1 and tenant_id = $2 and revision = $3 returning 1
       ) select * from saved`,
      [save.id, this.#tenantId, save.revision, JSON.stringify(save.document), save.by],
    );
    const draft = await this.draft(save.id);
    if (!draft) return { kind: 'absent' };
    return rows.length > 0 ? { kind: 'saved', value: draft } : { kind: 'stale', current: draft };
  }

  /** Makes the document the newest version. Passes run on it once it goes live. */
  async publish(publish: {
    readonly id: SyncId;
    readonly document: SyncDocument;
    readonly note: string;
    readonly by: UserId;
    readonly revision: number;
  }): Promise<SyncVersion | undefined> {
    const { id, document, note, by, revision } = publish;
    const rows: readonly { readonly last: number; readonly revision: number }[] = await this.#manager.query(
      `with held as (select id from sync where id = $1 and tenant_id = $2 for update)
       select coalesce((select max(version) from sync_version where sync_id = $1), 0) as last, draft.revision
       from held join sync_draft draft on draft.sync_id = held.id`,
      [id, this.#tenantId],
    );
    const [held] = rows;
    if (!held) return undefined;
    if (held.revision !== revision)
      throw new FailureError({
        code: 'conflict.stale',
        kind: 'conflict',
        params: { current: held.revision, yours: revision },
      });
    const version = held.last + 1;
    await this.#manager.query(
      `insert into sync_version (sync_id, version, tenant_id, document, note, published_by) values ($1, $2, $3, $4, $5, $6)`,
      [id, version, this.#tenantId, JSON.stringify(document), note, by],
    );
    await this.#manager.query(`update sync_draft set base_version = $2 where sync_id = $1`, [id, version]);
    await this.#manager.query(
      `update sync set published_version = $3, state = case when state = 'paused' then state else 'published' end,
         updated_by = $4, updated_at = now() where id = $1 and tenant_id = $2`,
      [id, this.#tenantId, version, by],
    );
    return this.version(id, version);
  }

  /**
   * Lets passes run on a version: its schedules count from now, and its triggers listen. A trigger that stays keeps its
   * address, its cursor and its registration.
   */
  async goLive(id: SyncId, version: number, document: SyncDocument): Promise<SyncSummary | undefined> {
    await this.#manager.query(`update sync set live_version = $3 where id = $1 and tenant_id = $2`, [
      id,
      this.#tenantId,
      version,
    ]);
    await this.#manager.query(`update sync_work set due_at = now(), changes_at = $2, full_at = $3 where sync_id = $1`, [
      id,
      nextAt(document.schedule, Date.now()),
      nextAt(document.fullCompare, Date.now()),
    ]);
    await this.#moveTriggers(id, version, document);
    return this.find(id);
  }

  async versions(id: SyncId, query: PageQuery): Promise<SyncVersionPage> {
    const rows: readonly VersionRow[] = await this.#manager.query(
      `${versionSql} and version.version < $3 order by version.version desc limit $4`,
      [id, this.#tenantId, Math.min(belowNumber(query), 2 ** 31 - 1), query.limit + 1],
    );
    return pageOf(rows, query, { item: versionSummary, key: (row) => String(row.version) });
  }

  async version(id: SyncId, version: number): Promise<SyncVersion | undefined> {
    const rows: readonly VersionRow[] = await this.#manager.query(`${versionSql} and version.version = $3`, [
      id,
      this.#tenantId,
      version,
    ]);
    return rows[0] && { ...versionSummary(rows[0]), document: rows[0].document };
  }

  /** The newest versions of all syncs that are not put away: what a ring is looked for in. */
  async published(): Promise<
    readonly { readonly syncId: SyncId; readonly name: string; readonly document: SyncDocument }[]
  > {
    return this.#manager.query(
      `select sync.id as "syncId", sync.name, version.document from sync
       join sync_version version on version.sync_id = sync.id and version.version = sync.published_version
       where sync.tenant_id = $1 and sync.state <> 'archived'`,
      [this.#tenantId],
    );
  }

  async #moveTriggers(id: SyncId, version: number, { a, b, realTime }: SyncDocument): Promise<void> {
    await this.#manager.query(
      `delete from sync_trigger where sync_id = $1 and (side::text || ' ' || name) <> all ($2::text[])`,
      [id, realTime.map(({ side, trigger }) => `${side} ${trigger}`)],
    );
    for (const { side, trigger, settings, id: recordId, deleted } of realTime) {
      const { connector, connectionId } = side === 'a' ? a : b;
      await this.#manager.query(moveTriggerSql, [
        newId(),
        this.#tenantId,
        id,
        version,
        side,
        connector.name,
        connector.version,
        connectionId,
        trigger,
        recordId,
        deleted ?? null,
        randomBytes(18).toString('base64url'),
        JSON.stringify(settings),
      ]);
    }
  }
}

interface SyncRow {
  readonly id: SyncId;
  readonly name: string;
  readonly description: string;
  readonly state: FlowState;
  readonly published_version: number | null;
  readonly live_version: number | null;
  readonly draft_revision: number;
  readonly draft_changed: boolean;
  readonly document: SyncDocument;
  readonly pass_id: PassId | null;
  readonly pass_state: PassState | null;
  readonly pass_at: Date | null;
  readonly pass_kind: PassKind;
  readonly pass_scope: PassScope;
  readonly pass_progress: PassProgress | null;
  readonly waiting: Partial<Record<SyncOutcome, number>>;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly updated_by: UserId | null;
  readonly updated_by_name: string | null;
}

const end = ({ connectionId, connector, object }: SyncDocument['a']) => ({
  connectionId,
  connector: connector.name,
  object,
});

function summary(row: SyncRow): SyncSummary {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    state: row.state,
    version: row.published_version,
    liveVersion: row.live_version,
    draftRevision: row.draft_revision,
    draftChanged: row.draft_changed,
    a: end(row.document.a),
    b: end(row.document.b),
    direction: row.document.direction,
    lastPass:
      row.pass_id && row.pass_state && row.pass_at
        ? {
            id: row.pass_id,
            kind: row.pass_kind,
            scope: row.pass_scope,
            ...passGlance({ state: row.pass_state, progress: row.pass_progress, updated_at: row.pass_at }),
            at: instant(row.pass_at),
          }
        : null,
    issues: Object.values(row.waiting).reduce((sum, count) => sum + count, 0),
    waiting: row.waiting,
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
    updatedBy: author(row.updated_by, row.updated_by_name),
  };
}

interface DraftRow {
  readonly sync_id: SyncId;
  readonly revision: number;
  readonly base_version: number | null;
  readonly document: SyncDocument;
  readonly updated_at: Date;
  readonly updated_by: UserId | null;
  readonly updated_by_name: string | null;
}

function draftOf(row: DraftRow): SyncDraft {
  return {
    syncId: row.sync_id,
    revision: row.revision,
    document: row.document,
    baseVersion: row.base_version,
    updatedAt: instant(row.updated_at),
    updatedBy: author(row.updated_by, row.updated_by_name),
  };
}

interface VersionRow {
  readonly sync_id: SyncId;
  readonly version: number;
  readonly live: boolean;
  readonly document: SyncDocument;
  readonly note: string;
  readonly published_at: Date;
  readonly published_by: UserId | null;
  readonly published_by_name: string | null;
}

function versionSummary(row: VersionRow): Omit<SyncVersion, 'document'> {
  return {
    syncId: row.sync_id,
    version: row.version,
    live: row.live,
    note: row.note,
    publishedAt: instant(row.published_at),
    publishedBy: author(row.published_by, row.published_by_name),
  };
}

const summarySql = `
select sync.*, app_user.name as updated_by_name, draft.revision as draft_revision, draft.document,
  version.document::text is distinct from draft.document::text as draft_changed,
  last_pass.id as pass_id, last_pass.state as pass_state, last_pass.updated_at as pass_at, last_pass.kind as pass_kind,
  last_pass.scope as pass_scope, last_pass.progress as pass_progress,
  (select coalesce(json_object_agg(outcome, waiting), '{}') from (
     select outcome, count(*)::int as waiting from sync_issue where shelf_id = sync.id group by outcome) issue) as waiting
from sync
join sync_draft draft on draft.sync_id = sync.id
left join sync_version version on version.sync_id = sync.id and version.version = sync.published_version
left join app_user on app_user.id = sync.updated_by
left join lateral (
  select id, state, updated_at, kind, scope, progress from sync_pass where sync_id = sync.id order by id desc limit 1) last_pass on true`;

const versionSql = `
select version.*, version.version = sync.live_version as live, app_user.name as published_by_name
from sync_version version
join sync on sync.id = version.sync_id
left join app_user on app_user.id = version.published_by
where version.sync_id = $1 and version.tenant_id = $2`;

const moveTriggerSql = `
insert into sync_trigger as known (id, tenant_id, sync_id, version, side, connector, connector_version, connection_id, name,
  record_id, deleted, hook_path, settings, due_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, now())
on conflict (sync_id, side, name) do update set version = excluded.version, connector = excluded.connector,
  connector_version = excluded.connector_version, record_id = excluded.record_id, deleted = excluded.deleted,
  settings = excluded.settings, due_at = now(), connection_id = excluded.connection_id,
  "cursor" = case when known.connection_id = excluded.connection_id then known."cursor" end,
  registration = case when known.connection_id = excluded.connection_id then known.registration end`;
