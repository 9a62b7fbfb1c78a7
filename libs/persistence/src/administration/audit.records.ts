import { createHash } from 'node:crypto';
import type { Actor, AuditEntry, AuditPage, AuditQuery, Json, TenantId } from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import { belowNumber, pageOf } from './paging.ts';
import { instant } from './views.ts';

export type AuditFact = Omit<AuditEntry, 'id' | 'hash' | 'at'>;

interface AuditRow {
  readonly no: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly action: string;
  readonly object_kind: string;
  readonly object_id: string;
  readonly object_name: string | null;
  readonly before: Json;
  readonly after: Json;
  readonly address: string | null;
  readonly agent: string | null;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
}

/**
 * A tenant's audit log. Each entry carries the hash of the one before it, so that nobody can take one out or change
 * one, in the database even, without `verify` naming the place.
 */
export class AuditRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;

  constructor(manager: EntityManager, tenantId: TenantId) {
    this.#manager = manager;
    this.#tenantId = tenantId;
  }

  /** One append of a tenant at a time: the chain has one end. */
  async append(fact: AuditFact): Promise<void> {
    await this.#manager.query(`select pg_advisory_xact_lock(hashtextextended('audit|' || $1, 0))`, [this.#tenantId]);
    const last: readonly { readonly no: string; readonly hash: Buffer }[] = await this.#manager.query(
      'select no, hash from audit where tenant_id = $1 order by no desc limit 1',
      [this.#tenantId],
    );
    const no = Number(last[0]?.no ?? 0) + 1;
    const previous = last[0]?.hash ?? Buffer.alloc(32);
    const at = new Date();
    const hash = hashOf(previous, this.#tenantId, no, at, fact);
    await this.#manager.query(
      `insert into audit (tenant_id, no, at, actor, action, object_kind, object_id, object_name, before, after, address,
         agent, previous_hash, hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        this.#tenantId, no, at, JSON.stringify(fact.actor), fact.action, fact.object.kind, fact.object.id,
        fact.object.name, json(fact.before), json(fact.after), fact.from.address, fact.from.agent, previous, hash,
      ], // prettier-ignore
    );
  }

  async list(query: AuditQuery): Promise<AuditPage> {
    const rows: readonly AuditRow[] = await this.#manager.query(
      `select * from audit where tenant_id = $1 and no < $2
         and ($3::text is null or actor ->> 'id' = $3) and ($4::text is null or action = $4)
         and ($5::text is null or object_kind = $5) and ($6::text is null or object_id = $6)
         and ($7::timestamptz is null or at >= $7) and ($8::timestamptz is null or at < $8)
       order by no desc limit $9`,
      [
        this.#tenantId,
        belowNumber(query),
        query.actorId ?? null,
        query.action ?? null,
        query.objectKind ?? null,
        query.objectId ?? null,
        query.from ?? null,
        query.to ?? null,
        query.limit + 1,
      ],
    );
    return pageOf(rows, query, { item: view, key: (row) => row.no });
  }

  /** The number of the first entry that does not follow from the one before it; undefined when the chain is whole. */
  async verify(): Promise<number | undefined> {
    let previous: Buffer = Buffer.alloc(32);
    let expected = 1;
    for (;;) {
      const rows: readonly AuditRow[] = await this.#manager.query(
        'select * from audit where tenant_id = $1 and no >= $2 order by no limit 1000',
        [this.#tenantId, expected],
      );
      for (const row of rows) {
        const hash = hashOf(previous, this.#tenantId, expected, row.at, view(row));
        if (Number(row.no) !== expected || !hash.equals(row.hash)) return expected;
        [previous, expected] = [row.hash, expected + 1];
      }
      if (rows.length === 0) return undefined;
    }
  }
}

function hashOf(previous: Buffer, tenantId: TenantId, no: number, at: Date, fact: AuditFact): Buffer {
  const { actor, action, object, before, after, from } = fact;
  const told = [
    tenantId, no, at.toISOString(), actor.kind, actor.id, actor.name, action, object.kind, object.id, object.name,
    before ?? null, after ?? null, from.address, from.agent,
  ]; // prettier-ignore
  return createHash('sha256').update(previous).update(JSON.stringify(told)).digest();
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

function view(row: AuditRow): AuditEntry {
  return {
    id: row.no,
    at: instant(row.at),
    actor: row.actor,
    action: row.action,
    object: { kind: row.object_kind, id: row.object_id, name: row.object_name },
    ...(row.before === null ? {} : { before: row.before as AuditEntry['before'] }),
    ...(row.after === null ? {} : { after: row.after as AuditEntry['after'] }),
    from: { address: row.address, agent: row.agent },
    hash: row.hash.toString('hex'),
  };
}
