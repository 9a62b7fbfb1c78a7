import { createHash } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import {
  createSimulator,
  InvalidCursor,
  pageOf,
  type Simulator,
  type SimulatorBox,
  type SimulatorOptions,
  type SimulatorReply,
  type SimulatorRequest,
  textOf,
} from '@joinery/connector-sdk/simulator';
import { answers, escaped, refuse } from './answers.ts';
import { accessKeyId, secretAccessKey, verdictOn } from './signature.ts';

export { exempt, plan } from './conformance-plan.ts';

const bucket = 'joinery-drop';

/** One bucket of a store by the contract of S3, path style. */
export function s3Simulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 's3',
      title: { zh: '对象存储', en: 'Object storage' },
      collections: {
        objects: {
          title: { zh: '对象', en: 'Objects' },
          key: 'key',
          seed: [
            stored(
              { key: 'drop/customers.csv', content: 'id,name\nC-1,示例科技\n', contentType: 'text/csv' },
              '2026-09-01T01:00:00.000Z',
            ),
          ],
          created: stored,
          changed: (record, _, now) => stored(record, now),
        },
      },
      answers,
      connection: (url) => ({ endpoint: url, region: 'us-east-1', bucket, accessKeyId, secretAccessKey }),
      wrongConnection: { secretAccessKey: 'not-the-secret' },
      routes(app, box) {
        app.addHook('preHandler', async (request, reply) => {
          const verdict = verdictOn(request, box.now());
          if (verdict !== 'ok') return refuse(reply, verdict);
          const [, asked] = new URL(request.url, 'http://127.0.0.1').pathname.split('/');
          return asked === bucket ? undefined : refuse(reply, 'NoSuchBucket');
        });
        for (const url of [`/${bucket}`, `/${bucket}/`]) app.get(url, (request, reply) => list(box, request, reply));
        app.get(`/${bucket}/*`, (request, reply) => get(box, keyOf(request), reply));
        app.put(`/${bucket}/*`, (request, reply) => put(box, request, reply));
        app.delete(`/${bucket}/*`, (request, reply) => {
          box.records.remove('objects', keyOf(request));
          return reply.code(204).send();
        });
      },
    },
    options,
  );
}

function stored(draft: JsonObject, now: string): JsonObject {
  const content = textOf(draft['content']);
  return {
    contentType: 'application/octet-stream',
    ...draft,
    content,
    size: Buffer.byteLength(content),
    etag: createHash('md5').update(content).digest('hex'),
    lastModified: now,
  };
}

const keyOf = ({ url }: SimulatorRequest): string =>
  decodeURIComponent(new URL(url, 'http://127.0.0.1').pathname.slice(`/${bucket}/`.length));

function get({ records }: SimulatorBox, key: string, reply: SimulatorReply): SimulatorReply {
  const object = records.get('objects', key);
  if (!object) return refuse(reply, 'NoSuchKey');
  return reply
    .headers({
      etag: `"${textOf(object['etag'])}"`,
      'last-modified': new Date(textOf(object['lastModified'])).toUTCString(),
    })
    .type(textOf(object['contentType']))
    .send(textOf(object['content']));
}

function put({ records }: SimulatorBox, request: SimulatorRequest, reply: SimulatorReply): SimulatorReply {
  const key = keyOf(request);
  if (request.headers['if-none-match'] === '*' && records.get('objects', key))
    return refuse(reply, 'PreconditionFailed');
  const contentType = request.headers['content-type'] ?? 'application/octet-stream';
  const object = records.upsert('objects', { key, content: request.rawBody, contentType });
  return reply.header('etag', `"${textOf(object['etag'])}"`).send();
}

function list({ records, faults }: SimulatorBox, { url }: SimulatorRequest, reply: SimulatorReply): SimulatorReply {
  const { searchParams, pathname } = new URL(url, 'http://127.0.0.1');
  const prefix = searchParams.get('prefix') ?? '';
  const rows = records
    .list('objects')
    .filter(({ key }) => textOf(key).startsWith(prefix))
    .toSorted((a, b) => (textOf(a['key']) < textOf(b['key']) ? -1 : 1));
  const limit = Math.min(1_000, Number(searchParams.get('max-keys') ?? 1_000));
  try {
    const cursor = searchParams.get('continuation-token') ?? undefined;
    const page = pageOf({ rows, limit, cursor, placeOf: (row) => [textOf(row['key'])], faults, path: pathname });
    const encode = searchParams.get('encoding-type') === 'url' ? encodeURIComponent : escaped;
    return reply.type('application/xml').send(listing({ ...page, prefix, limit, encode }));
  } catch (error) {
    if (error instanceof InvalidCursor) return refuse(reply, 'InvalidArgument');
    throw error;
  }
}

interface Listing {
  readonly items: readonly JsonObject[];
  readonly next?: string;
  readonly prefix: string;
  readonly limit: number;
  readonly encode: (text: string) => string;
}

function listing({ items, next, prefix, limit, encode }: Listing): string {
  const contents = items.map(
    ({ key, lastModified, etag, size }) =>
      `<Contents><Key>${encode(textOf(key))}</Key><LastModified>${textOf(lastModified)}</LastModified><ETag>&quot;${textOf(etag)}&quot;</ETag><Size>${textOf(size)}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  );
  const token = next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${encode(prefix)}</Prefix><KeyCount>${items.length}</KeyCount><MaxKeys>${limit}</MaxKeys><IsTruncated>${next !== undefined}</IsTruncated>${token}${contents.join('')}</ListBucketResult>`;
}
