import {
  FailureError,
  type FlowDocument,
  type FlowDraft,
  type FlowId,
  type FlowPage,
  type FlowQuery,
  type FlowState,
  type FlowSummary,
  type FlowVersion,
  type FlowVersionPage,
  type PageQuery,
  type RunId,
  type RunState,
  type TenantId,
  type Trigger,
  type UserId,
} from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import { idTime } from '../ids.ts';
import { FlowDraftEntity, FlowEntity, FlowVersionEntity } from '../schema/entities/flow.entity.ts';
import { unlessExists } from './conflicts.ts';
import { below, belowNumber, likePattern, pageOf } from './paging.ts';
import { moveTrigger, setTriggerState } from './published-trigger.ts';
import type { Saved } from './saved.ts';
import { author, instant } from './views.ts';

/** The draft that all share. */
const sharedDraft = '00000000-0000-0000-0000-000000000000';

interface FlowRow {
  readonly id: FlowId;
  readonly name: string;
  readonly description: string;
  readonly state: FlowState;
  readonly version: number | null;
  readonly draft_revision: number;
  readonly draft_changed: boolean;
  readonly trigger: Trigger;
  readonly last_run_id: RunId | null;
  readonly last_run_state: RunState | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly updated_by: UserId | null;
  readonly updated_by_name: string | null;
}

/** Flows with their drafts and versions, as one tenant sees them. */
export class FlowRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;

  constructor(manager: EntityManager, tenantId: TenantId) {
    this.#manager = manager;
    this.#tenantId = tenantId;
  }

  async list(query: FlowQuery): Promise<FlowPage> {
    const rows: readonly FlowRow[] = await this.#manager.query(
      `${summarySql} where flow.tenant_id = $1 and flow.id < $2
         and ($3::text is null and flow.state <> 'archived' or flow.state = $3)
         and ($4::text is null or flow.name ilike $4 or flow.description ilike $4)
       order by flow.id desc limit $5`,
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

  async find(id: FlowId): Promise<FlowSummary | undefined> {
    const rows: readonly FlowRow[] = await this.#manager.query(
      `${summarySql} where flow.tenant_id = $1 and flow.id = $2`,
      [this.#tenantId, id],
    );
    return rows[0] && summary(rows[0]);
  }

  /** @throws FailureError `conflict.exists` when a live flow has that name */
  async create(flow: {
    readonly id: FlowId;
    readonly name: string;
    readonly description: string;
    readonly document: FlowDocument;
    readonly by: UserId;
  }): Promise<FlowSummary> {
    const { id, name, description, document, by } = flow;
    const tenantId = this.#tenantId;
    await unlessExists(name, () =>
      this.#manager.insert(FlowEntity, { id, tenantId, name, description, createdBy: by, updatedBy: by }),
    );
    await this.#manager.query(
      `insert into flow_draft (flow_id, owner_id, tenant_id, revision, document, updated_by) values ($1, $2, $3, 1, $4, $5)`,
      [id, sharedDraft, tenantId, JSON.stringify(document), by],
    );
    return (await this.find(id))!;
  }

  async update(
    id: FlowId,
    change: { readonly name?: string; readonly description?: string; readonly by: UserId },
  ): Promise<FlowSummary | undefined> {
    const { by, ...fields } = change;
    await unlessExists(change.name ?? '', () =>
      this.#manager.update(
        FlowEntity,
        { id, tenantId: this.#tenantId },
        { ...fields, updatedBy: by, updatedAt: new Date() },
      ),
    );
    return this.find(id);
  }

  async setState(id: FlowId, state: 'published' | 'paused' | 'archived', by: UserId): Promise<FlowSummary | undefined> {
    await this.#manager.update(
      FlowEntity,
      { id, tenantId: this.#tenantId },
      { state, updatedBy: by, updatedAt: new Date() },
    );
    await setTriggerState(this.#manager, { tenantId: this.#tenantId, flowId: id, active: state === 'published' });
    return this.find(id);
  }

  async draft(id: FlowId): Promise<FlowDraft | undefined> {
    const rows: readonly DraftRow[] = await this.#manager.query(
      `select draft.*, app_user.name as updated_by_name from flow_draft draft
       left join app_user on app_user.id = draft.updated_by
       where draft.flow_id = $1 and draft.owner_id = $2 and draft.tenant_id = $3`,
      [id, sharedDraft, this.#tenantId],
    );
    return rows[0] && draftOf(rows[0]);
  }

  /** Only the save that names the present revision goes through; the row lock decides between two at once. */
  async saveDraft(save: {
    readonly id: FlowId;
    readonly revision: number;
    readonly document: FlowDocument;
    readonly by: UserId;
  }): Promise<Saved<FlowDraft>> {
    const { affected } = await this.#manager.update(
      FlowDraftEntity,
      { flowId: save.id, ownerId: sharedDraft, tenantId: this.#tenantId, revision: save.revision },
      { revision: save.revision + 1, document: save.document as object, updatedBy: save.by, updatedAt: new Date() },
    );
    const draft = await this.draft(save.id);
    if (!draft) return { kind: 'absent' };
    return affected ? { kind: 'saved', value: draft } : { kind: 'stale', current: draft };
  }

  /**
   * Makes the document the newest version and the one new events run on, and moves the trigger to it in the same
   * transaction; the trigger keeps its address, its cursor and its registration.
   */
  async publish(publish: {
    readonly id: FlowId;
    readonly document: FlowDocument;
    readonly note: string;
    readonly by: UserId;
    readonly revision?: number;
  }): Promise<Saved<FlowVersion>> {
    const { id, document, note, by, revision } = publish;
    const locked: readonly { readonly last: number }[] = await this.#manager.query(
      `with held as (select id from flow where id = $1 and tenant_id = $2 for update)
       select coalesce((select max(version) from flow_version where flow_id = $1 and version > 0), 0) as last from held`,
      [id, this.#tenantId],
    );
    if (!locked[0]) return { kind: 'absent' };
    const version = locked[0].last + 1;
    if (revision !== undefined && !(await this.#moveDraftBase(id, revision, version))) {
      const current = await this.version(id, locked[0].last);
      if (current) return { kind: 'stale', current };
      throw await this.#staleDraft(id, revision);
    }
    await this.#addVersion({ id, version, document, note, by });
    await moveTrigger(this.#manager, { tenantId: this.#tenantId, flowId: id, version, document });
    return { kind: 'saved', value: (await this.version(id, version))! };
  }

  /** Keeps the draft as it is under a number below zero, one for each revision, so that a test run can be pinned to it. */
  async snapshotDraft(
    id: FlowId,
    by: UserId,
  ): Promise<{ readonly version: number; readonly document: FlowDocument } | undefined> {
    const draft = await this.draft(id);
    if (!draft) return undefined;
    const version = -1 - draft.revision;
    await this.#manager.query(
      `insert into flow_version (flow_id, version, tenant_id, document, note, published_by)
       values ($1, $2, $3, $4, '', $5) on conflict do nothing`,
      [id, version, this.#tenantId, JSON.stringify(draft.document), by],
    );
    return { version, document: draft.document };
  }

  async versions(id: FlowId, query: PageQuery): Promise<FlowVersionPage> {
    const rows: readonly VersionRow[] = await this.#manager.query(
      `${versionSql} and version.version < $3 and version.version > 0 order by version.version desc limit $4`,
      [id, this.#tenantId, Math.min(belowNumber(query), 2 ** 31 - 1), query.limit + 1],
    );
    return pageOf(rows, query, { item: versionSummary, key: (row) => String(row.version) });
  }

  async version(id: FlowId, version: number): Promise<FlowVersion | undefined> {
    const rows: readonly VersionRow[] = await this.#manager.query(`${versionSql} and version.version = $3`, [
      id,
      this.#tenantId,
      version,
    ]);
    return rows[0] && { ...versionSummary(rows[0]), document: rows[0].document };
  }

  async callable(): Promise<ReadonlySet<string>> {
    const rows = await this.#manager.find(FlowEntity, {
      select: { id: true },
      where: { tenantId: this.#tenantId, state: 'published' },
    });
    return new Set(rows.map((row) => row.id));
  }

  /** There is no version yet that could be shown as what is stored now. */
  async #staleDraft(id: FlowId, yours: number): Promise<FailureError> {
    const current = (await this.draft(id))?.revision ?? null;
    return new FailureError({ code: 'conflict.stale', kind: 'conflict', params: { current, yours } });
  }

  async #moveDraftBase(id: FlowId, revision: number, baseVersion: number): Promise<boolean> {
    const { affected } = await this.#manager.update(
      FlowDraftEntity,
      { flowId: id, ownerId: sharedDraft, tenantId: this.#tenantId, revision },
      { baseVersion },
    );
    return affected === 1;
  }

  async #addVersion(added: {
    readonly id: FlowId;
    readonly version: number;
    readonly document: FlowDocument;
    readonly note: string;
    readonly by: UserId;
  }): Promise<void> {
    const { id, version, document, note, by } = added;
    const { concurrency, timeoutMs, alertOnFailure } = document.settings;
    await this.#manager.insert(FlowVersionEntity, {
      flowId: id,
      version,
      tenantId: this.#tenantId,
      document: document as object,
      note,
      publishedBy: by,
    });
    await this.#manager.update(
      FlowEntity,
      { id, tenantId: this.#tenantId },
      {
        publishedVersion: version,
        state: 'published',
        concurrency: concurrency ?? null,
        timeoutMs: String(timeoutMs),
        alertOnFailure,
        updatedBy: by,
        updatedAt: new Date(),
      },
    );
  }
}

interface DraftRow {
  readonly flow_id: FlowId;
  readonly revision: number;
  readonly base_version: number | null;
  readonly document: FlowDocument;
  readonly updated_at: Date;
  readonly updated_by: UserId | null;
  readonly updated_by_name: string | null;
}

function draftOf(row: DraftRow): FlowDraft {
  return {
    flowId: row.flow_id,
    revision: row.revision,
    document: row.document,
    baseVersion: row.base_version,
    updatedAt: instant(row.updated_at),
    updatedBy: author(row.updated_by, row.updated_by_name),
  };
}

interface VersionRow {
  readonly flow_id: FlowId;
  readonly version: number;
  readonly active: boolean;
  readonly document: FlowDocument;
  readonly note: string;
  readonly published_at: Date;
  readonly published_by: UserId | null;
  readonly published_by_name: string | null;
}

function versionSummary(row: VersionRow): Omit<FlowVersion, 'document'> {
  return {
    flowId: row.flow_id,
    version: row.version,
    active: row.active,
    note: row.note,
    publishedAt: instant(row.published_at),
    publishedBy: author(row.published_by, row.published_by_name),
  };
}

function summary(row: FlowRow): FlowSummary {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    state: row.state,
    version: row.version,
    draftRevision: row.draft_revision,
    draftChanged: row.draft_changed,
    trigger: { kind: row.trigger.kind, connector: 'connector' in row.trigger ? row.trigger.connector.name : null },
    lastRun:
      row.last_run_id && row.last_run_state
        ? { id: row.last_run_id, state: row.last_run_state, at: new Date(idTime(row.last_run_id)).toISOString() }
        : null,
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
    updatedBy: author(row.updated_by, row.updated_by_name),
  };
}

const summarySql = `
select flow.id, flow.name, flow.description, flow.state, flow.published_version as version, flow.created_at,
  flow.updated_at, flow.updated_by, app_user.name as updated_by_name, draft.revision as draft_revision,
  version.document::text is distinct from draft.document::text as draft_changed, draft.document -> 'trigger' as trigger,
  last_run.id as last_run_id, last_run.state as last_run_state
from flow
join flow_draft draft on draft.flow_id = flow.id and draft.owner_id = '${sharedDraft}'
left join flow_version version on version.flow_id = flow.id and version.version = flow.published_version
left join app_user on app_user.id = flow.updated_by
left join lateral (select run.id, run.state from run where run.flow_id = flow.id order by run.id desc limit 1) last_run on true`;

const versionSql = `
select version.*, app_user.name as published_by_name, flow.published_version = version.version as active
from flow_version version join flow on flow.id = version.flow_id
left join app_user on app_user.id = version.published_by
where version.flow_id = $1 and version.tenant_id = $2`;
