import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** A message and for whom it is: a corporation, an app or a suite by its id. */
export interface FramedMessage {
  readonly message: string;
  readonly receiver: string;
}

const block = 32;
const headBytes = 20;

/**
 * Seals as DingTalk, WeCom and official accounts do: AES-256-CBC, the key from 43 characters of base64 and its head as
 * IV, PKCS#7 to 32 bytes, around 16 random bytes, the length (big endian), the message and its receiver.
 */
export function sealFramed(
  aesKey: string,
  { message, receiver }: FramedMessage,
  random: Buffer = randomBytes(16),
): string {
  const key = keyOf(aesKey);
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([random, length, text, Buffer.from(receiver)]);
  const padding = block - (plain.length % block);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString(
    'base64',
  );
}

/** Opens what {@link sealFramed} seals; undefined where it does not hold together. */
export function openFramed(aesKey: string, sealed: string): FramedMessage | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length === 0 || bytes.length % 16 !== 0) return undefined;
  const key = keyOf(aesKey);
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const plain = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
  if (plain.length < headBytes) return undefined;
  const end = headBytes + plain.readUInt32BE(16);
  if (end > plain.length) return undefined;
  return { message: plain.subarray(headBytes, end).toString(), receiver: plain.subarray(end).toString() };
}

/** SHA-1 over the parts in the order of their text, in hex: how these vendors sign an envelope. */
export function sortedSha1(...parts: readonly string[]): string {
  const sorted = parts.toSorted((a, b) => (a < b ? -1 : 1));
  return createHash('sha1').update(sorted.join('')).digest('hex');
}

function keyOf(aesKey: string): Buffer {
  return Buffer.from(`${aesKey}=`, 'base64');
}
