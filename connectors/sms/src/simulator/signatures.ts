import { createHash, createHmac } from 'node:crypto';

/** A request as it arrived, for whoever checks its signature. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** `Name key=value, key=value` of an Authorization header. */
export function authorizationOf({ headers }: SignedRequest): Readonly<Record<string, string>> {
  const [algorithm = '', ...rest] = (headers['authorization'] ?? '').split(' ');
  const fields = rest
    .join('')
    .split(',')
    .map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)] as const);
  return { algorithm, ...Object.fromEntries(fields) };
}

/** ACS3-HMAC-SHA256 as Aliyun documents it. */
export function aliyunSignature(request: SignedRequest, secret: string): string {
  const names = authorizationOf(request)['SignedHeaders'] ?? '';
  const { pathname, searchParams } = new URL(request.url, 'http://aliyun.test');
  const query = [...searchParams]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${strictly(name)}=${strictly(value)}`)
    .join('&');
  const headers = names.split(';').map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`);
  const canonical = [request.method, pathname, query, headers.join(''), names, sha256(request.body)].join('\n');
  return hmac(secret, `ACS3-HMAC-SHA256\n${sha256(canonical)}`).toString('hex');
}

/** TC3-HMAC-SHA256 as Tencent Cloud documents it; values of signed headers count in lower case. */
export function tencentSignature(request: SignedRequest, secret: string, service: string): string {
  const names = authorizationOf(request)['SignedHeaders'] ?? '';
  const timestamp = request.headers['x-tc-timestamp'] ?? '';
  const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
  const headers = names.split(';').map((name) => `${name}:${(request.headers[name] ?? '').trim().toLowerCase()}\n`);
  const canonical = [request.method, '/', '', headers.join(''), names, sha256(request.body)].join('\n');
  const scope = `${date}/${service}/tc3_request`;
  const text = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(`TC3${secret}`, date), service), 'tc3_request');
  return hmac(key, text).toString('hex');
}

/** RFC 3986 leaves less alone than addresses do. */
function strictly(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}
