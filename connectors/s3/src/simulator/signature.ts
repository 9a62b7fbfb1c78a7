import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { SimulatorRequest } from '@joinery/connector-sdk/simulator';

export const accessKeyId = 'AKIAJOINERYDEMO';
export const secretAccessKey = 's3-secret-demo-key';

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const strict = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

type Verdict =
  | 'ok'
  | 'AccessDenied'
  | 'InvalidAccessKeyId'
  | 'SignatureDoesNotMatch'
  | 'RequestTimeTooSkewed'
  | 'XAmzContentSHA256Mismatch';

/** Judges Signature Version 4 of the headers. https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
export function verdictOn({ headers, method, url, rawBody }: SimulatorRequest, now: number): Verdict {
  const shape =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, id = '', day = '', region = '', names = '', signature = ''] = shape.exec(headers.authorization ?? '') ?? [];
  if (signature === '') return 'AccessDenied';
  if (id !== accessKeyId) return 'InvalidAccessKeyId';
  const date = String(headers['x-amz-date']);
  const at = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(now - at) < 15 * 60_000)) return 'RequestTimeTooSkewed';
  const digest = String(headers['x-amz-content-sha256']);
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  const path = pathname
    .split('/')
    .map((part) => strict(decodeURIComponent(part)))
    .join('/');
  const query = [...searchParams]
    .map(([name, value]) => `${strict(name)}=${strict(value)}`)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join('&');
  const signed = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, path, query, signed.join(''), names, digest].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const key = [region, 's3', 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secretAccessKey}`, day));
  const wanted = hmac(key, ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n'));
  if (!timingSafeEqual(wanted, Buffer.from(signature, 'hex'))) return 'SignatureDoesNotMatch';
  // Bytes that are no text do not survive being kept as one; their digest cannot be judged here.
  const isText = !rawBody.includes('\uFFFD');
  return !isText || digest === 'UNSIGNED-PAYLOAD' || digest === sha256(rawBody) ? 'ok' : 'XAmzContentSHA256Mismatch';
}
