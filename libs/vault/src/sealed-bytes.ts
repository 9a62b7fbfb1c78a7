import { createCipheriv, createDecipheriv } from 'node:crypto';
import { FailureError } from '@joinery/contracts';

const nonceBytes = 12;
const tagBytes = 16;

/** nonce ‖ ciphertext ‖ tag, AES-256-GCM. The caller vouches that a nonce is never used twice with one key. */
export function seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, aad: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(aad);
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
}

/** Throws `vault.unreadable` when the key or the place is another one, or a bit was altered. */
export function open(key: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Buffer {
  if (sealed.length < nonceBytes + tagBytes) throw unreadable();
  const tagAt = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(tagAt));
  const plain = decipher.update(sealed.subarray(nonceBytes, tagAt));
  try {
    decipher.final();
  } catch (cause) {
    throw unreadable(cause);
  }
  return plain;
}

export const unreadable = (cause?: unknown) =>
  new FailureError({ code: 'vault.unreadable', kind: 'permanent' }, { cause });
