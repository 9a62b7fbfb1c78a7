import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { CallbackEnvelope } from '@joinery/contracts';

export interface Opened {
  readonly message: string;
  /** The id after the message, where the framing has one. */
  readonly receiver: string | undefined;
}

type Shape = Pick<CallbackEnvelope, 'key' | 'iv' | 'paddingBlock' | 'framing'>;

/**
 * Opens an AES-256-CBC envelope; undefined when it does not hold together. What it came to is decided by its
 * signature: nothing here tells an attacker why it failed.
 */
export function openEnvelope(shape: Shape, secret: string, ciphertext: string): Opened | undefined {
  const bytes = Buffer.from(ciphertext, 'base64');
  const key = keyOf(shape, secret);
  const iv = shape.iv === 'key' ? key.subarray(0, 16) : bytes.subarray(0, 16);
  const sealed = shape.iv === 'key' ? bytes : bytes.subarray(16);
  if (key.length !== 32 || sealed.length === 0 || sealed.length % 16 !== 0) return undefined;
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()]);
  const plain = withoutPadding(padded, shape.paddingBlock);
  return plain && unframed(shape, plain);
}

/** Seals an answer the way it came; `random` is 16 bytes. */
export function sealEnvelope(
  shape: Shape,
  secret: string,
  { message, receiver }: Opened,
  random: Buffer = randomBytes(16),
): string {
  const key = keyOf(shape, secret);
  const iv = shape.iv === 'key' ? key.subarray(0, 16) : random;
  const plain = framed(shape, message, receiver ?? '', random);
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  const sealed = Buffer.concat([cipher.update(withPadding(plain, shape.paddingBlock)), cipher.final()]);
  return (shape.iv === 'key' ? sealed : Buffer.concat([iv, sealed])).toString('base64');
}

function keyOf({ key }: Shape, secret: string): Buffer {
  return key === 'sha256' ? createHash('sha256').update(secret).digest() : Buffer.from(`${secret}=`, 'base64');
}

function withoutPadding(bytes: Buffer, block: number): Buffer | undefined {
  const length = bytes.at(-1) ?? 0;
  if (length < 1 || length > block || length > bytes.length) return undefined;
  const padding = bytes.subarray(bytes.length - length);
  return padding.every((byte) => byte === length) ? bytes.subarray(0, bytes.length - length) : undefined;
}

function withPadding(bytes: Buffer, block: number): Buffer {
  const length = block - (bytes.length % block);
  return Buffer.concat([bytes, Buffer.alloc(length, length)]);
}

const head = 20;

function unframed({ framing }: Shape, plain: Buffer): Opened | undefined {
  if (framing === 'none') return { message: plain.toString('utf8'), receiver: undefined };
  if (plain.length < head) return undefined;
  const end = head + plain.readUInt32BE(16);
  if (end > plain.length) return undefined;
  return { message: plain.subarray(head, end).toString('utf8'), receiver: plain.subarray(end).toString('utf8') };
}

function framed({ framing }: Shape, message: string, receiver: string, random: Buffer): Buffer {
  const text = Buffer.from(message);
  if (framing === 'none') return text;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([random, length, text, Buffer.from(receiver)]);
}
