import type { ConnectorRef } from '@joinery/contracts';
import type { ConnectorRegistry } from '../connector/connector-registry.ts';
import { failWith } from '../failures.ts';
import type { ConnectionSource, LoadedConnection } from './connection-source.ts';
import { Session } from './session.ts';

interface Held {
  readonly session: Session;
  readonly until: number;
}

export interface SessionsOptions {
  readonly source: ConnectionSource;
  readonly registry: ConnectorRegistry;
  /** How long a connection is used without asking whether it was edited. */
  readonly freshMs: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** A session gave way to a newer revision or was forgotten. */
  readonly onEnd: (session: Session) => void;
}

export interface Which {
  readonly tenantId: string;
  readonly connector: ConnectorRef;
  readonly connectionId: string | null;
}

/** The connections in use. Edited elsewhere, a connection is seen anew within `freshMs`; edited here, at once. */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #held = new Map<string, Held>();
  readonly #pending = new Map<string, Promise<Session>>();

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /** The session at hand, if it is still fresh: the way of nearly every call. */
  held(which: Which): Session | undefined {
    const held = this.#held.get(keyOf(which));
    return held && held.until > this.#options.now() ? held.session : undefined;
  }

  /** @throws FailureError for an unknown connector or connection, or one of another connector */
  async session(which: Which): Promise<Session> {
    const held = this.held(which);
    if (held) return held;
    const key = keyOf(which);
    const pending = this.#pending.get(key) ?? this.#load(which, key).finally(() => this.#pending.delete(key));
    this.#pending.set(key, pending);
    return pending;
  }

  /** A session for a connection that is not stored yet; nothing of it is kept. */
  trial(tenantId: string, connection: LoadedConnection): Session {
    const connector = this.#options.registry.get(connection.connector);
    return new Session({ tenantId, connectionId: '', connector, connection });
  }

  forget(tenantId: string, connectionId: string): void {
    for (const [key, { session }] of this.#held) {
      if (session.tenantId !== tenantId || session.connectionId !== connectionId) continue;
      this.#held.delete(key);
      this.#options.onEnd(session);
    }
  }

  end(): void {
    for (const { session } of this.#held.values()) this.#options.onEnd(session);
    this.#held.clear();
  }

  async #load(which: Which, key: string): Promise<Session> {
    const connector = this.#options.registry.get(which.connector);
    const connection = await this.#connection(which);
    if (connection.connector.name !== which.connector.name) throw wrongConnector(which, connection);
    const before = this.#held.get(key)?.session;
    const same = before?.revision === connection.revision && before.connector === connector;
    const session =
      same && before
        ? before
        : new Session({ tenantId: which.tenantId, connectionId: which.connectionId ?? '', connector, connection });
    if (before && !same) this.#options.onEnd(before);
    this.#held.set(key, { session, until: this.#options.now() + this.#options.freshMs });
    return session;
  }

  #connection({ tenantId, connectionId, connector }: Which): Promise<LoadedConnection> {
    if (connectionId !== null) return this.#options.source.load(tenantId, connectionId);
    return Promise.resolve({ connector, values: {}, secrets: {}, revision: '' });
  }
}

function keyOf({ tenantId, connectionId, connector }: Which): string {
  return `${tenantId}|${connectionId ?? ''}|${connector.name}@${connector.version}`;
}

function wrongConnector(which: Which, { connector }: LoadedConnection) {
  return failWith('flow.wrong-connection', {
    step: which.connector.name,
    actual: connector.name,
    expected: which.connector.name,
  });
}
