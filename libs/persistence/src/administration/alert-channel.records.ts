import type {
  AlertChannel,
  AlertChannelId,
  AlertChannelPage,
  ConnectionId,
  CreateAlertChannel,
  Failure,
  PageQuery,
  TenantId,
  UpdateAlertChannel,
  UserId,
} from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import { AlertChannelEntity } from '../schema/entities/alert.entity.ts';
import { unlessExists } from './conflicts.ts';
import { below, pageOf } from './paging.ts';
import type { Saved } from './saved.ts';
import { failureViewOrNull, instant, instantOrNull } from './views.ts';

interface ChannelRow {
  readonly id: AlertChannelId;
  readonly name: string;
  readonly connection_id: ConnectionId;
  readonly connection_name: string;
  readonly connector: string;
  readonly recipients: readonly string[];
  readonly mention_all: boolean;
  readonly kinds: AlertChannel['kinds'];
  readonly severities: AlertChannel['severities'];
  readonly flows: AlertChannel['flows'];
  readonly language: 'zh' | 'en';
  readonly quiet_ms: string;
  readonly tell_resolved: boolean;
  readonly state: AlertChannel['state'];
  readonly failure: Failure | null;
  readonly failed_at: Date | null;
  readonly sent_at: Date | null;
  readonly retry_at: Date | null;
  readonly waiting: number;
  readonly given_up: number;
  readonly revision: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** Where a tenant's alerts are sent, as people set and see it. */
export class AlertChannelRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;

  constructor(manager: EntityManager, tenantId: TenantId) {
    this.#manager = manager;
    this.#tenantId = tenantId;
  }

  async list(query: PageQuery): Promise<AlertChannelPage> {
    const rows: readonly ChannelRow[] = await this.#manager.query(
      `${viewSql} and channel.id < $2 order by channel.id desc limit $3`,
      [this.#tenantId, below(query), query.limit + 1],
    );
    return pageOf(rows, query, { item: view, key: (row) => row.id });
  }

  async find(id: AlertChannelId): Promise<AlertChannel | undefined> {
    const rows: readonly ChannelRow[] = await this.#manager.query(`${viewSql} and channel.id = $2`, [
      this.#tenantId,
      id,
    ]);
    return rows[0] && view(rows[0]);
  }

  /** @throws FailureError `conflict.exists` when the name is taken */
  async create(
    channel: CreateAlertChannel & { readonly id: AlertChannelId; readonly by: UserId },
  ): Promise<AlertChannel> {
    const { by, ...columns } = channel;
    await unlessExists(channel.name, () =>
      this.#manager.insert(AlertChannelEntity, { ...columns, tenantId: this.#tenantId, createdBy: by }),
    );
    return (await this.find(channel.id))!;
  }

  /** A channel that was changed is tried again at once. */
  async update(id: AlertChannelId, change: UpdateAlertChannel): Promise<Saved<AlertChannel>> {
    const { revision, ...fields } = change;
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const { affected } = await unlessExists(change.name ?? id, () =>
      this.#manager.update(
        AlertChannelEntity,
        { id, tenantId: this.#tenantId, revision },
        { ...given, revision: revision + 1, attempts: 0, retryAt: null, updatedAt: new Date() },
      ),
    );
    // Nothing is kept for a channel that is paused.
    if (affected && change.state === 'paused')
      await this.#manager.query('delete from alert_notice where channel_id = $1 and tenant_id = $2', [
        id,
        this.#tenantId,
      ]);
    const now = await this.find(id);
    if (!now) return { kind: 'absent' };
    return affected ? { kind: 'saved', value: now } : { kind: 'stale', current: now };
  }

  async remove(id: AlertChannelId): Promise<AlertChannel | undefined> {
    const channel = await this.find(id);
    if (channel) await this.#manager.delete(AlertChannelEntity, { id, tenantId: this.#tenantId });
    return channel;
  }

  /** What a test message came to; after one that went through, what waits is sent at once. */
  async noteTest(id: AlertChannelId, failure: Failure | null): Promise<void> {
    await this.#manager.query(failure ? failedSql : wentThroughSql, [
      id,
      this.#tenantId,
      ...(failure ? [JSON.stringify(failure)] : []),
    ]);
  }
}

function view(row: ChannelRow): AlertChannel {
  return {
    id: row.id,
    name: row.name,
    connectionId: row.connection_id,
    connection: { id: row.connection_id, name: row.connection_name, connector: row.connector },
    recipients: row.recipients,
    mentionAll: row.mention_all,
    kinds: row.kinds,
    severities: row.severities,
    flows: row.flows,
    language: row.language,
    quietMs: Number(row.quiet_ms),
    tellResolved: row.tell_resolved,
    state: row.state,
    health: row.failure ? 'failing' : row.sent_at ? 'healthy' : 'unknown',
    failure: failureViewOrNull(row.failure),
    failedAt: instantOrNull(row.failed_at),
    lastSentAt: instantOrNull(row.sent_at),
    retryAt: instantOrNull(row.retry_at),
    waiting: row.waiting,
    givenUp: row.given_up,
    revision: row.revision,
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
  };
}

const viewSql = `
select channel.*, connection.name as connection_name, connection.connector, (
  select count(*)::int from alert_notice where channel_id = channel.id and due_at <= now()) as waiting
from alert_channel channel join connection on connection.id = channel.connection_id where channel.tenant_id = $1`;

const wentThroughSql = `
update alert_channel set failure = null, failed_at = null, sent_at = now(), attempts = 0, retry_at = null, given_up = 0
where id = $1 and tenant_id = $2`;

const failedSql = `update alert_channel set failure = $3, failed_at = now() where id = $1 and tenant_id = $2`;
