import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { s3Simulator } from '@joinery/connector-s3/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** A client that others wrote and keep is the judge of our simulator. */
const Bucket = 'joinery-drop';
let s3: Simulator;
let endpoint: string;
let stop: () => Promise<void>;
const clientWith = (secretAccessKey: string) =>
  new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIAJOINERYDEMO', secretAccessKey },
  });
const client = () => clientWith('s3-secret-demo-key');

beforeEach(async () => {
  s3 = s3Simulator();
  ({ url: endpoint, stop } = await s3.start());
});
afterEach(() => stop());

describe('objects', () => {
  test.each(['ods/ticket/1.ndjson', 'a b/c+d (1)!*.txt', '中文.csv'])(
    '%s is written, read and deleted',
    async (Key) => {
      await client().send(
        new PutObjectCommand({ Bucket, Key, Body: '{"id":1}\n', ContentType: 'application/x-ndjson' }),
      );
      expect(s3.record('objects', Key)).toMatchObject({ content: '{"id":1}\n' });
      const { Body, ContentType } = await client().send(new GetObjectCommand({ Bucket, Key }));
      expect(await Body?.transformToString()).toBe('{"id":1}\n');
      expect(ContentType).toMatch(/^application\/x-ndjson/);
      await client().send(new DeleteObjectCommand({ Bucket, Key }));
      expect(s3.record('objects', Key)).toBeUndefined();
    },
  );

  test('one that is there is not replaced where it must be new', async () => {
    const put = new PutObjectCommand({ Bucket, Key: 'drop/customers.csv', Body: 'x', IfNoneMatch: '*' });
    await expect(client().send(put)).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  test('a listing goes on to its end', async () => {
    for (let n = 0; n < 25; n += 1) s3.upsert('objects', { key: `many/${n} ü`, content: 'x' });
    const keys: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await client().send(
        new ListObjectsV2Command({ Bucket, Prefix: 'many/', MaxKeys: 10, ContinuationToken }),
      );
      keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(new Set(keys).size).toBe(25);
  });
});

describe('refusals', () => {
  test('a wrong key and a missing object are told as such', async () => {
    const get = new GetObjectCommand({ Bucket, Key: 'nothing' });
    await expect(clientWith('wrong').send(get)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    await expect(client().send(get)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});
