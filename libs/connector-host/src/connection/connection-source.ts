import type { ConnectorRef, Json, JsonObject } from '@joinery/contracts';

/** A value that shows itself only when asked; prints as `[secret]`. */
export interface RevealableSecret {
  reveal(): string;
}

/** A connection as the vault opens it. */
export interface LoadedConnection {
  readonly connector: ConnectorRef;
  /** The form's values without secrets. */
  readonly values: JsonObject;
  readonly secrets: Readonly<Record<string, RevealableSecret>>;
  /** Changes with every edit: tokens and resources of an older one are dropped. */
  readonly revision: string;
}

export interface ConnectionSource {
  /** @throws FailureError where there is no such connection for this tenant */
  load(tenantId: string, connectionId: string): Promise<LoadedConnection>;
}

/** What is kept of a token answer. The token and the refresh token are secrets: a store seals them. */
export interface StoredToken {
  readonly token: string;
  readonly refreshToken?: string;
  /** Epoch ms from which it is not used any more: its end, less the manifest's skew. */
  readonly renewAt: number;
  /** What the manifest keeps of the answer; no secrets. */
  readonly account: Readonly<Record<string, Json>>;
}

export interface TokenKey {
  readonly tenantId: string;
  readonly connectionId: string;
  /** Connection's revision and number of the auth scheme. */
  readonly scheme: string;
}

/** Tokens shared by every process. A refresh token is often good for one use, so refreshing is exclusive. */
export interface TokenStore {
  load(key: TokenKey): Promise<StoredToken | undefined>;
  save(key: TokenKey, token: StoredToken): Promise<void>;
  forget(key: TokenKey): Promise<void>;
  /** Runs `work` while nobody else, in any process, runs work of the same key. */
  exclusively<T>(key: TokenKey, work: () => Promise<T>): Promise<T>;
}
