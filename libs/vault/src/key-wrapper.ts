import { createHmac, randomBytes } from 'node:crypto';
import { open, seal, unreadable } from './sealed-bytes.ts';

/**
 * Keeps the key-encryption key and wraps data keys with it. A key management service implements the same three
 * members; then the key never is in this process.
 */
export interface KeyWrapper {
  /** Names the key-encryption key that {@link wrap} uses now. */
  readonly keyId: string;
  wrap(dataKey: Uint8Array, context: string): Promise<Uint8Array>;
  /** Rejects with `vault.unreadable` when it does not hold the key named or the context is another one. */
  unwrap(wrapped: Uint8Array, keyId: string, context: string): Promise<Uint8Array>;
}

/** Wraps with keys held in memory: the first is current, the others only open what is older. */
export function localKeyWrapper(current: Uint8Array, ...previous: readonly Uint8Array[]): KeyWrapper {
  const keys = new Map([current, ...previous].map((key) => [keyName(key), key]));
  return {
    keyId: keyName(current),
    wrap: async (dataKey, context) => seal(current, randomBytes(12), dataKey, Buffer.from(context)),
    unwrap: async (wrapped, keyId, context) => {
      const key = keys.get(keyId);
      if (!key) throw unreadable();
      return open(key, wrapped, Buffer.from(context));
    },
  };
}

/** Tells keys apart without telling anything about them. */
const keyName = (key: Uint8Array): string =>
  createHmac('sha256', key).update('joinery key-encryption key').digest('hex').slice(0, 16);
