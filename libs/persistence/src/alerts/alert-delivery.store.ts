import {
  severityOfAlert,
  type Alert,
  type AlertChannelId,
  type AlertId,
  type ConnectionId,
  type ConnectorRef,
  type Failure,
  type FlowId,
  type RunId,
  type TenantId,
} from '@joinery/contracts';
import type { Database } from '../database/database.ts';
import { plainArray, textArray } from '../database/sql-literals.ts';
import { claimSql, failedSql, giveUpSql, newsSql, noticesSql, releaseSql, sentSql } from './alert-delivery-sql.ts';

/** One trouble as a channel is to be told of it now. */
export interface AlertNotice {
  readonly alertId: AlertId;
  readonly subject: string;
  readonly code: string;
  readonly kind: Alert['kind'];
  /** `resolved` when the latest alert of this trouble is over. */
  readonly over: boolean;
  /** The channel was told before that it is open. */
  readonly toldOpen: boolean;
  /** Occurrences that nobody was told of. */
  readonly pending: number;
  /** Of the latest alert, all in all. */
  readonly count: number;
  readonly failure: Failure | null;
  /** Of the flow, the sync or the connection it is about, where it has one. */
  readonly subjectName: string | null;
  readonly flowId: FlowId | null;
  readonly runId: RunId | null;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** A channel that is ours to send through until the lease ends. */
export interface AlertClaim {
  readonly channelId: AlertChannelId;
  readonly tenantId: TenantId;
  readonly epoch: number;
  readonly connectionId: ConnectionId;
  readonly connector: ConnectorRef;
  readonly recipients: readonly string[];
  readonly mentionAll: boolean;
  readonly language: 'zh' | 'en';
  readonly timeZone: string;
  /** Tries of what is due that went wrong. */
  readonly attempts: number;
  readonly notices: readonly AlertNotice[];
}

/**
 * What channels still have to say. Alerts are their own outbox: what channels were not given of one shows in its
 * counts, so that whoever raises it needs to know of none. A claim holds a channel, not an alert: what is due on it is
 * one message, and a storm does not become one message each. All times are the database's.
 */
export class AlertDeliveryStore {
  readonly #database: Database;
  readonly #leaseMs: number;
  readonly #noticesAtOnce: number;

  constructor(options: {
    readonly database: Database;
    /** How long a message may take; after it another worker sends it again. */
    readonly leaseMs?: number;
    readonly noticesAtOnce?: number;
  }) {
    this.#database = options.database;
    this.#leaseMs = options.leaseMs ?? 60_000;
    this.#noticesAtOnce = options.noticesAtOnce ?? 20;
  }

  /** Gives new alerts, repeats and ends to the channels that want them; how many alerts had news. */
  async spread(limit: number): Promise<number> {
    const { rows } = await this.#database.system.query<{ alerts: number }>({
      name: 'spread-alerts',
      text: newsSql,
      values: [limit, JSON.stringify(severityOfAlert)],
    });
    return rows[0]!.alerts;
  }

  /** Channels with something to say, at most `limit`; each is leased. */
  async claim(limit: number): Promise<readonly AlertClaim[]> {
    return this.#database.systemTransaction(async (client) => {
      const { rows } = await client.query<ClaimRow>({
        name: 'claim-alert-channels',
        text: claimSql,
        values: [limit, this.#leaseMs],
      });
      const claims: AlertClaim[] = [];
      for (const row of rows) {
        const { rows: due } = await client.query<NoticeRow>({
          name: 'due-alert-notices',
          text: noticesSql,
          values: [row.id, this.#noticesAtOnce],
        });
        claims.push(claimOf(row, due));
      }
      return claims;
    });
  }

  /** Nothing is written when the epoch has moved on: whoever holds it now says it again. */
  async sent({ channelId, epoch, notices }: AlertClaim): Promise<void> {
    await this.#database.system.query({
      name: 'alerts-sent',
      text: sentSql,
      values: [
        channelId,
        epoch,
        plainArray(notices.map((notice) => notice.subject)),
        textArray(notices.map((notice) => notice.code)),
        plainArray(notices.map((notice) => notice.pending)),
        plainArray(notices.map((notice) => !notice.over)),
      ],
    });
  }

  /** Not before `retryMs` is it tried again. */
  async failed({ channelId, epoch }: AlertClaim, failure: Failure, retryMs: number): Promise<void> {
    await this.#database.system.query({
      name: 'alerts-failed',
      text: failedSql,
      values: [channelId, epoch, JSON.stringify(failure), Math.round(retryMs)],
    });
  }

  /** Too many tries: these notices rest until the trouble comes again, and are counted on the channel. */
  async giveUp({ channelId, epoch, notices }: AlertClaim, failure: Failure, retryMs: number): Promise<void> {
    await this.#database.system.query({
      name: 'alerts-given-up',
      text: giveUpSql,
      values: [
        channelId,
        epoch,
        JSON.stringify(failure),
        Math.round(retryMs),
        plainArray(notices.map((notice) => notice.subject)),
        textArray(notices.map((notice) => notice.code)),
      ],
    });
  }

  /** Gives the channel back as it was. */
  async release({ channelId, epoch }: AlertClaim): Promise<void> {
    await this.#database.system.query({ name: 'release-alerts', text: releaseSql, values: [channelId, epoch] });
  }
}

interface ClaimRow {
  readonly id: AlertChannelId;
  readonly tenant_id: TenantId;
  readonly epoch: number;
  readonly connection_id: ConnectionId;
  readonly connector: string;
  readonly connector_version: string;
  readonly recipients: readonly string[];
  readonly mention_all: boolean;
  readonly language: 'zh' | 'en';
  readonly time_zone: string;
  readonly attempts: number;
}

interface NoticeRow {
  readonly alert_id: AlertId;
  readonly subject: string;
  readonly code: string;
  readonly kind: Alert['kind'];
  readonly over: boolean;
  readonly told_open: boolean;
  readonly pending: number;
  readonly count: number;
  readonly failure: Failure | null;
  readonly subject_name: string | null;
  readonly flow_id: FlowId | null;
  readonly run_id: RunId | null;
  readonly first_at: Date;
  readonly last_at: Date;
}

function claimOf(row: ClaimRow, due: readonly NoticeRow[]): AlertClaim {
  return {
    channelId: row.id,
    tenantId: row.tenant_id,
    epoch: row.epoch,
    connectionId: row.connection_id,
    connector: { name: row.connector, version: row.connector_version },
    recipients: row.recipients,
    mentionAll: row.mention_all,
    language: row.language,
    timeZone: row.time_zone,
    attempts: row.attempts,
    notices: due.map((notice) => ({
      alertId: notice.alert_id,
      subject: notice.subject,
      code: notice.code,
      kind: notice.kind,
      over: notice.over,
      toldOpen: notice.told_open,
      pending: notice.pending,
      count: notice.count,
      failure: notice.failure,
      subjectName: notice.subject_name,
      flowId: notice.flow_id,
      runId: notice.run_id,
      firstAt: notice.first_at,
      lastAt: notice.last_at,
    })),
  };
}
