import type { TenantId } from '@joinery/contracts';
import type { Database } from '../database/database.ts';

export interface AwaitedTrigger {
  readonly tenantId: TenantId;
  readonly connectionId: string | null;
  readonly trigger: string;
}

/** How long a publication takes to be seen here. */
const freshMs = 5_000;
const mostKnown = 10_000;

/**
 * Whether any published flow of a tenant waits for events of a trigger. Most events nobody waits for, and those must
 * cost nothing and leave nothing behind, so the answer is kept for seconds.
 */
export class EventWaits {
  readonly #database: Database;
  readonly #known = new Map<string, { readonly awaited: Promise<boolean>; readonly until: number }>();

  constructor({ database }: { readonly database: Database }) {
    this.#database = database;
  }

  isAwaited(trigger: AwaitedTrigger): Promise<boolean> {
    const key = `${trigger.tenantId}|${trigger.connectionId ?? ''}|${trigger.trigger}`;
    const known = this.#known.get(key);
    if (known && known.until > performance.now()) return known.awaited;
    const awaited = this.#ask(trigger);
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(key, { awaited, until: performance.now() + freshMs });
    awaited.catch(() => this.#known.delete(key));
    return awaited;
  }

  /** Versions that runs may still be pinned to count as well: a wait may have begun under the one before. */
  async #ask({ tenantId, connectionId, trigger }: AwaitedTrigger): Promise<boolean> {
    const { rowCount } = await this.#database.system.query({
      name: 'event-is-awaited',
      text: awaitedSql,
      values: [tenantId, JSON.stringify({ connection: connectionId, trigger })],
    });
    return rowCount === 1;
  }
}

const awaitedSql = `
select from flow_version version
join flow on flow.id = version.flow_id and flow.tenant_id = $1 and flow.state = 'published'
where version.tenant_id = $1 and jsonb_path_exists(version.document::jsonb,
  '$.**.for ? (@.kind == "event" && @.trigger == $trigger && @.connectionId == $connection)', $2::jsonb)
limit 1`;
