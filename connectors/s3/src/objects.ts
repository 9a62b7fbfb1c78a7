import { createHash } from 'node:crypto';
import type { CodeContext, CodePage, HttpAnswer, HttpCall } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';

/** As the signature wants it: everything but the unreserved, and the slashes of a key. */
function encoded(key: string): string {
  return key
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join('/');
}

type Asked = Pick<HttpCall, 'method' | 'query' | 'headers' | 'answer'> & {
  readonly key?: string;
  readonly bytes?: Uint8Array;
};

/** A request to the bucket (path style), or to an object in it. @throws by the connector's error table */
export function ask(ctx: CodeContext, { key, bytes, headers, ...call }: Asked): Promise<HttpAnswer> {
  const bucket = encoded(ctx.connection['bucket'] as string);
  const digest = createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
  return ctx.http({
    ...call,
    url: key === undefined ? `/${bucket}` : `/${bucket}/${encoded(key)}`,
    headers: { ...headers, 'x-amz-content-sha256': digest },
    ...(bytes && { body: bytes }),
  });
}

export interface Listing {
  readonly prefix: string;
  readonly from: Json;
  readonly pageSize?: number;
}

/** One page of the objects whose keys begin so, in the order of their keys. */
export async function listPage(ctx: CodeContext, { prefix, from, pageSize = 1_000 }: Listing): Promise<CodePage> {
  const { body } = await ask(ctx, {
    method: 'GET',
    query: {
      'list-type': 2,
      'max-keys': pageSize,
      'encoding-type': 'url',
      ...(prefix !== '' && { prefix }),
      ...(typeof from === 'string' && { 'continuation-token': from }),
    },
    answer: 'xml',
  });
  const result = (body as JsonObject)['ListBucketResult'] as JsonObject | '' | undefined;
  if (result === undefined || result === '')
    throw ctx.fault({ meaning: 'transient', message: 'the answer is no listing of a bucket' });
  const contents = result['Contents'] ?? [];
  const items = (Array.isArray(contents) ? contents : [contents]).map((each) => summaryOf(each as JsonObject));
  const next = result['IsTruncated'] === 'true' ? (result['NextContinuationToken'] ?? null) : null;
  if (next !== null && next === from)
    throw ctx.fault({ meaning: 'transient', message: 'the listing repeats its continuation token' });
  return { items, next };
}

/** Keys are encoded in a listing, because XML cannot hold every letter they may. */
function summaryOf(entry: JsonObject): JsonObject {
  return {
    ...entry,
    key: decodeURIComponent((entry['Key'] as string).replaceAll('+', ' ')),
    size: Number(entry['Size']),
    lastModified: entry['LastModified'] as string,
    etag: (entry['ETag'] as string).replaceAll('"', ''),
  };
}
