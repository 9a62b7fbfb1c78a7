import { randomBytes, randomUUID } from 'node:crypto';
import type { TenantId } from '@joinery/contracts';
import type { KeyWrapper } from './key-wrapper.ts';
import { NonceSequence } from './nonce-sequence.ts';
import { unreadable } from './sealed-bytes.ts';

/** A data key as it is stored. */
export interface WrappedKey {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly wrapped: Uint8Array;
  /** Which key-encryption key wrapped it. */
  readonly wrappedBy: string;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** Where wrapped keys are kept. */
export interface KeyStore {
  /** Newest first. */
  keysOf(tenantId: TenantId): Promise<readonly WrappedKey[]>;
  /** Keeps a tenant's first key; when it has one already, keeps that. Gives the one that is kept. */
  addFirst(key: WrappedKey): Promise<WrappedKey>;
  add(key: WrappedKey): Promise<void>;
  /** Every key that is not wrapped by this key-encryption key, at most `limit`. */
  notWrappedBy(keyId: string, limit: number): Promise<readonly WrappedKey[]>;
  /** Replaces the wrapping, unless somebody else did meanwhile. */
  rewrap(key: WrappedKey, wrappedByBefore: string): Promise<void>;
  canary(): Promise<{ readonly sealed: Uint8Array; readonly wrappedBy: string } | undefined>;
  /** Keeps the first one that is ever put; a later one replaces it only with `replace`. */
  putCanary(canary: { readonly sealed: Uint8Array; readonly wrappedBy: string }, replace: boolean): Promise<void>;
}

export interface DataKey {
  readonly id: string;
  readonly idBytes: Buffer;
  readonly key: Uint8Array;
  readonly createdAt: number;
  readonly nonces: NonceSequence;
}

/** A key is retired after so long or so many uses in one process; what it sealed it still opens. */
const lifetimeMs = 90 * 24 * 3600 * 1000;
const usesLimit = 2 ** 31;

/** Processes look for new keys so often … */
const refreshMs = 60_000;
/** … and a new key seals run data only when every process has had the time to see it. */
const settledAfterMs = 5 * refreshMs;

interface TenantKeys {
  current: DataKey;
  readonly byId: Map<string, DataKey>;
}

/** Unwrapped data keys, per tenant, in memory. */
export class DataKeys {
  readonly #wrapper: KeyWrapper;
  readonly #store: KeyStore;
  readonly #now: () => number;
  readonly #tenants = new Map<TenantId, Promise<TenantKeys>>();
  readonly #loaded = new Map<TenantId, TenantKeys>();
  #timer: NodeJS.Timeout | undefined;

  constructor(wrapper: KeyWrapper, store: KeyStore, now: () => number = Date.now) {
    this.#wrapper = wrapper;
    this.#store = store;
    this.#now = now;
  }

  /** The key to seal with. */
  async current(tenantId: TenantId): Promise<DataKey> {
    const keys = await this.#keysOf(tenantId);
    if (this.#spent(keys.current)) return this.rotate(tenantId);
    return keys.current;
  }

  /** The key something was sealed with; another process may have made it a moment ago. */
  async named(tenantId: TenantId, id: string): Promise<DataKey> {
    const known = (await this.#keysOf(tenantId)).byId.get(id);
    if (known) return known;
    await this.#reload(tenantId);
    const found = (await this.#keysOf(tenantId)).byId.get(id);
    if (!found) throw unreadable();
    return found;
  }

  /** The key that was made first; it never changes, so other keys may be derived from it. */
  async oldest(tenantId: TenantId): Promise<DataKey> {
    return oldestOf([...(await this.#keysOf(tenantId)).byId.values()]);
  }

  /** Without waiting, for tenants whose keys were asked for before: the newest key that every process knows. */
  settled(tenantId: TenantId): DataKey {
    const keys = this.#known(tenantId);
    const horizon = this.#now() - settledAfterMs;
    if (keys.current.createdAt <= horizon || keys.byId.size === 1) return keys.current;
    const older = [...keys.byId.values()].filter((key) => key.createdAt <= horizon);
    return newestOf(older) ?? oldestOf([...keys.byId.values()]);
  }

  /** Without waiting: the key something was sealed with. */
  loaded(tenantId: TenantId, id: string): DataKey {
    const key = this.#known(tenantId).byId.get(id);
    if (!key) throw unreadable();
    return key;
  }

  /** Looks for keys that other processes made, until {@link close}. */
  keepFresh(): void {
    this.#timer ??= setInterval(() => void this.refresh(), refreshMs).unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async refresh(): Promise<void> {
    await Promise.allSettled([...this.#loaded.keys()].map((tenantId) => this.#reload(tenantId)));
  }

  /** A new key from now on. */
  async rotate(tenantId: TenantId): Promise<DataKey> {
    const fresh = await this.#make(tenantId);
    await this.#store.add(fresh.stored);
    return this.#adopt(tenantId, fresh.key);
  }

  async #adopt(tenantId: TenantId, fresh: DataKey): Promise<DataKey> {
    const keys = await this.#keysOf(tenantId);
    keys.byId.set(fresh.id, fresh);
    keys.current = fresh;
    return fresh;
  }

  #spent(key: DataKey): boolean {
    return this.#now() - key.createdAt > lifetimeMs || key.nonces.made > usesLimit;
  }

  #keysOf(tenantId: TenantId): Promise<TenantKeys> {
    const known = this.#tenants.get(tenantId);
    if (known) return known;
    const loading = this.#load(tenantId);
    this.#tenants.set(tenantId, loading);
    // A failure must not be remembered: the database may be back in a second.
    loading.catch(() => this.#tenants.delete(tenantId));
    return loading;
  }

  async #load(tenantId: TenantId): Promise<TenantKeys> {
    const stored = await this.#store.keysOf(tenantId);
    const keys = await Promise.all(stored.map((one) => this.#unwrap(one)));
    const current = keys[0] ?? (await this.#makeFirst(tenantId));
    const loaded = { current, byId: new Map([current, ...keys].map((key) => [key.id, key])) };
    this.#loaded.set(tenantId, loaded);
    return loaded;
  }

  async #reload(tenantId: TenantId): Promise<void> {
    const keys = await this.#keysOf(tenantId);
    const unknown = (await this.#store.keysOf(tenantId)).filter((one) => !keys.byId.has(one.id));
    for (const stored of unknown.toReversed()) await this.#adopt(tenantId, await this.#unwrap(stored));
  }

  #known(tenantId: TenantId): TenantKeys {
    const keys = this.#loaded.get(tenantId);
    if (!keys) throw new Error('the keys of this tenant were not asked for');
    return keys;
  }

  async #unwrap(stored: WrappedKey): Promise<DataKey> {
    const key = await this.#wrapper.unwrap(stored.wrapped, stored.wrappedBy, keyContext(stored));
    return dataKey(stored.id, key, stored.createdAt);
  }

  async #makeFirst(tenantId: TenantId): Promise<DataKey> {
    const fresh = await this.#make(tenantId);
    const kept = await this.#store.addFirst(fresh.stored);
    return kept.id === fresh.key.id ? fresh.key : this.#unwrap(kept);
  }

  async #make(tenantId: TenantId): Promise<{ readonly key: DataKey; readonly stored: WrappedKey }> {
    const id = randomUUID();
    const key = randomBytes(32);
    const createdAt = this.#now();
    const wrapped = await this.#wrapper.wrap(key, keyContext({ tenantId, id }));
    return {
      key: dataKey(id, key, createdAt),
      stored: { id, tenantId, wrapped, wrappedBy: this.#wrapper.keyId, createdAt },
    };
  }
}

const oldestOf = (keys: readonly DataKey[]): DataKey =>
  keys.reduce((oldest, key) => (key.createdAt < oldest.createdAt ? key : oldest));

const newestOf = (keys: readonly DataKey[]): DataKey | undefined =>
  keys.reduce<DataKey | undefined>(
    (newest, key) => (newest && newest.createdAt >= key.createdAt ? newest : key),
    undefined,
  );

const dataKey = (id: string, key: Uint8Array, createdAt: number): DataKey => ({
  id,
  idBytes: Buffer.from(id.replaceAll('-', ''), 'hex'),
  key,
  createdAt,
  nonces: new NonceSequence(),
});

/** A wrapped key opens only for the tenant it was made for. */
export const keyContext = (key: Pick<WrappedKey, 'tenantId' | 'id'>): string => `${key.tenantId}|data-key|${key.id}`;
