import type { DataKey } from './data-keys.ts';
import { open, seal, unreadable } from './sealed-bytes.ts';

const formatVersion = 1;
const headerBytes = 1 + 16;

/** format (1 byte) ‖ data key id (16) ‖ nonce (12) ‖ ciphertext ‖ tag (16), AES-256-GCM. */
export function sealUnder(key: DataKey, plain: Uint8Array, aad: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(formatVersion), key.idBytes, seal(key.key, key.nonces.next(), plain, aad)]);
}

export function openUnder(key: DataKey, sealed: Uint8Array, aad: Uint8Array): Buffer {
  return open(key.key, sealed.subarray(headerBytes), aad);
}

/** Which data key it was sealed with. */
export function keyIdOf(sealed: Uint8Array): string {
  if (sealed.length < headerBytes || sealed[0] !== formatVersion) throw unreadable();
  const hex = Buffer.from(sealed.buffer, sealed.byteOffset + 1, 16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
