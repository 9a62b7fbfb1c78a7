import type { ConnectionSource, LoadedConnection } from '@joinery/connector-host';

interface Kept {
  readonly connection: Promise<LoadedConnection>;
  readonly until: number;
}

/** An edited secret holds for callbacks within this time. */
const keptMs = 2_000;
const mostKept = 5_000;

/** Opens a connection once in a while instead of once an event: that costs a query and the vault. */
export class RecentConnections {
  readonly #source: ConnectionSource;
  readonly #kept = new Map<string, Kept>();

  constructor(source: ConnectionSource) {
    this.#source = source;
  }

  load(tenantId: string, connectionId: string | null): Promise<LoadedConnection> | undefined {
    if (connectionId === null) return undefined;
    const key = `${tenantId}|${connectionId}`;
    const kept = this.#kept.get(key);
    if (kept && kept.until > performance.now()) return kept.connection;
    const connection = this.#source.load(tenantId, connectionId);
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(key, { connection, until: performance.now() + keptMs });
    connection.catch(() => this.#kept.delete(key));
    return connection;
  }
}
