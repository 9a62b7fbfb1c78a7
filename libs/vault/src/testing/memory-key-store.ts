import type { KeyStore, WrappedKey } from '../data-keys.ts';

/** Keeps wrapped keys in memory, for tests. */
export function memoryKeyStore(): KeyStore {
  const keys: WrappedKey[] = [];
  let canary: Awaited<ReturnType<KeyStore['canary']>>;
  return {
    keysOf: async (tenantId) => keys.filter((key) => key.tenantId === tenantId).toReversed(),
    addFirst: async (key) => {
      const first = keys.find((one) => one.tenantId === key.tenantId);
      if (first) return first;
      keys.push(key);
      return key;
    },
    add: async (key) => void keys.push(key),
    notWrappedBy: async (keyId, limit) => keys.filter((key) => key.wrappedBy !== keyId).slice(0, limit),
    rewrap: async (key, before) => {
      const at = keys.findIndex((one) => one.id === key.id && one.wrappedBy === before);
      if (at >= 0) keys[at] = key;
    },
    canary: async () => canary,
    putCanary: async (one, replace) => {
      if (replace || !canary) canary = one;
    },
  };
}
