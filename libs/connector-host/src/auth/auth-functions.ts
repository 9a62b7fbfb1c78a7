import {
  constants,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSign,
  type KeyObject,
  publicEncrypt,
} from 'node:crypto';
import type { FieldFunction } from '@joinery/mapping';

const hashes = new Set(['md5', 'sha1', 'sha256', 'sha384', 'sha512']);
type Encoding = 'hex' | 'base64' | 'base64url';

/** The functions that expressions of auth schemes may use besides the usual ones. */
export const authFunctions: Readonly<Record<string, FieldFunction>> = {
  hash: fieldFunction('hash', '<sss:s>', ([algorithm, text, encoding]) =>
    createHash(known(algorithm)).update(String(text)).digest(encodingOf(encoding)),
  ),
  hmac: fieldFunction('hmac', '<ssss:s>', ([algorithm, key, text, encoding]) =>
    createHmac(known(algorithm), String(key)).update(String(text)).digest(encodingOf(encoding)),
  ),
  /** RSA, PKCS#1 v1.5, base64. The key is PEM, or the base64 of an SPKI document. */
  rsaEncrypt: fieldFunction('rsaEncrypt', '<ss:s>', ([key, text]) =>
    publicEncrypt(
      { key: publicKey(String(key)), padding: constants.RSA_PKCS1_PADDING },
      Buffer.from(String(text)),
    ).toString('base64'),
  ),
  /** SHA-256 with RSA, base64. */
  rsaSign: fieldFunction('rsaSign', '<ss:s>', ([key, text]) =>
    createSign('sha256')
      .update(String(text))
      .sign(privateKey(String(key)), 'base64'),
  ),
  base64: fieldFunction('base64', '<s:s>', ([text]) => Buffer.from(String(text)).toString('base64')),
};

function fieldFunction(name: string, signature: string, call: (args: readonly unknown[]) => unknown): FieldFunction {
  return { name, signature, call };
}

function known(algorithm: unknown): string {
  if (typeof algorithm === 'string' && hashes.has(algorithm)) return algorithm;
  throw new RangeError('unknown hash');
}

function encodingOf(encoding: unknown): Encoding {
  return encoding === 'base64' || encoding === 'base64url' ? encoding : 'hex';
}

function publicKey(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPublicKey(text);
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
}

export function privateKey(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPrivateKey(text);
  return createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
}
