import type { StoredToken, TokenKey, TokenStore } from './connection-source.ts';

/** For one process and for tests: tokens are asked for anew after a restart. */
export class InMemoryTokenStore implements TokenStore {
  readonly #tokens = new Map<string, StoredToken>();
  readonly #queues = new Map<string, Promise<unknown>>();

  load(key: TokenKey): Promise<StoredToken | undefined> {
    return Promise.resolve(this.#tokens.get(keyText(key)));
  }

  save(key: TokenKey, token: StoredToken): Promise<void> {
    this.#tokens.set(keyText(key), token);
    return Promise.resolve();
  }

  forget(key: TokenKey): Promise<void> {
    this.#tokens.delete(keyText(key));
    return Promise.resolve();
  }

  async exclusively<T>(key: TokenKey, work: () => Promise<T>): Promise<T> {
    const name = keyText(key);
    const before = this.#queues.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => undefined);
    this.#queues.set(name, settled);
    try {
      return await mine;
    } finally {
      if (this.#queues.get(name) === settled) this.#queues.delete(name);
    }
  }
}

export function keyText({ tenantId, connectionId, scheme }: TokenKey): string {
  return `${tenantId}|${connectionId}|${scheme}`;
}
