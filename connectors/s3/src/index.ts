import { defineConnector, type CodeContext } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { getObject, listObjects, pageOfObjects, readObject } from './actions/read-objects.ts';
import {
  createObject,
  deleteObject,
  putObject,
  putRows,
  removeObject,
  writeNewObject,
  writeObject,
  writeRows,
} from './actions/write-objects.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { fileAppeared, pageOfFiles } from './file-appeared.ts';
import { listPage } from './objects.ts';

/** S3 and what speaks as it does; the host signs, so that no code sees the key. */
export const connector = defineConnector({
  manifest: {
    name: 's3',
    version: '1.0.0',
    title: { zh: '对象存储(S3)', en: 'Object storage (S3)' },
    description: {
      zh: '读写 S3 兼容的对象存储,把多行写成 NDJSON 或 CSV 文件,有新文件时触发流程。',
      en: 'Reads and writes S3-compatible storage, puts rows as files of NDJSON or CSV, and starts flows on new files.',
    },
    categories: ['data'],
    docs: [
      {
        title: { zh: 'S3 接口', en: 'S3 API' },
        url: 'https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html',
      },
    ],
    hosts: ['{connection.endpoint}'],
    baseUrl: '{connection.endpoint}',
    errors,
    vendorError,
  },
  connection,
  actions: {
    'list-objects': listObjects,
    'get-object': getObject,
    'put-object': putObject,
    'put-rows': putRows,
    'create-object': createObject,
    'delete-object': deleteObject,
  },
  triggers: { 'file-appeared': fileAppeared },
  code: {
    'connection.test': { run: testConnection },
    'actions.list-objects': { page: pageOfObjects },
    'actions.get-object': { run: readObject },
    'actions.put-object': { run: writeObject },
    'actions.put-rows': { run: writeRows },
    'actions.create-object': { run: writeNewObject },
    'actions.delete-object': { run: removeObject },
    'triggers.file-appeared': { page: pageOfFiles },
  },
});

/** Proves that the bucket can be listed. */
async function testConnection(_: JsonObject, ctx: CodeContext): Promise<Json> {
  const { items } = await listPage(ctx, { prefix: '', from: null, pageSize: 1 });
  return { objects: items.length };
}

export default connector;
