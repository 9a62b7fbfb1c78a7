import { defineAction, field, form, recordOf, type CodeContext } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { stringify } from 'csv-stringify/sync';
import { ask } from '../objects.ts';
import { keyField } from './object-fields.ts';

const written = {
  output: recordOf(
    {
      key: field.text('对象键', 'Key'),
      etag: field.optionalText('ETag', 'ETag'),
      size: field.whole('字节数', 'Bytes'),
    },
    ['key', 'size'],
  ),
  sample: { key: 'ods/ticket/dt=2026-09-01/0001.ndjson', etag: '9b2cf535f27731c974343645a3985328', size: 58 },
  effect: { class: 'idempotent' },
  operation: { kind: 'code' },
} as const;

export const putObject = defineAction({
  title: { zh: '写入对象', en: 'Put an object' },
  input: form(
    {
      key: keyField,
      content: field.text('内容', 'Content', { 'x-multiline': true }),
      encoding: {
        ...field.choice('内容是', 'The content is', {
          text: ['文本', 'Text'],
          base64: ['字节(Base64)', 'Bytes (Base64)'],
        }),
        default: 'text',
      },
      contentType: field.text('内容类型', 'Content type', { maxLength: 200, default: 'text/plain; charset=utf-8' }),
    },
    ['key', 'content'],
  ),
  ...written,
});

export const putRows = defineAction({
  title: { zh: '写入文件(多行)', en: 'Put rows as a file' },
  description: {
    zh: '把多行写成一个 NDJSON 或 CSV 对象;同一键再写即覆盖',
    en: 'Rows become one object of NDJSON or CSV; the same key again replaces it',
  },
  input: form(
    {
      key: keyField,
      rows: {
        type: 'array',
        minItems: 1,
        maxItems: 100_000,
        items: { type: 'object' },
        'x-title': { zh: '多行', en: 'Rows' },
      },
      format: {
        ...field.choice('格式', 'Format', { ndjson: ['NDJSON', 'NDJSON'], csv: ['CSV', 'CSV'] }),
        default: 'ndjson',
      },
    },
    ['key', 'rows'],
  ),
  ...written,
});

export const createObject = defineAction({
  title: { zh: '新建对象', en: 'Create an object' },
  description: { zh: '已有同名对象时失败', en: 'Fails where there is one with this key' },
  input: form({ key: keyField, content: field.text('内容', 'Content', { 'x-multiline': true }) }, ['key', 'content']),
  ...written,
  effect: { class: 'unsafe' },
});

export const deleteObject = defineAction({
  title: { zh: '删除对象', en: 'Delete an object' },
  input: form({ key: keyField }, ['key']),
  output: recordOf({ key: field.text('对象键', 'Key') }, ['key']),
  sample: { key: 'drop/customers.csv' },
  effect: { class: 'idempotent' },
  operation: { kind: 'code' },
});

export async function writeObject(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const bytes = Buffer.from(input['content'] as string, input['encoding'] === 'base64' ? 'base64' : 'utf8');
  return put(ctx, input, bytes, { 'content-type': (input['contentType'] ?? 'text/plain; charset=utf-8') as string });
}

export async function writeNewObject(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const bytes = Buffer.from(input['content'] as string);
  return put(ctx, input, bytes, { 'content-type': 'text/plain; charset=utf-8', 'if-none-match': '*' });
}

export async function writeRows(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const rows = input['rows'] as readonly JsonObject[];
  if (input['format'] === 'csv')
    return put(ctx, input, Buffer.from(csvOf(rows)), { 'content-type': 'text/csv; charset=utf-8' });
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  return put(ctx, input, Buffer.from(text), { 'content-type': 'application/x-ndjson' });
}

export async function removeObject(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const key = input['key'] as string;
  await ask(ctx, { method: 'DELETE', key, answer: 'none' });
  return { key };
}

type Headers = Readonly<Record<string, string>>;

async function put(ctx: CodeContext, input: JsonObject, bytes: Buffer, headers: Headers): Promise<Json> {
  const key = input['key'] as string;
  const answer = await ask(ctx, { method: 'PUT', key, bytes, headers, answer: 'text' });
  return { key, etag: answer.headers['etag']?.replaceAll('"', '') ?? null, size: bytes.length };
}

/** All columns any row has; what is nested is written as JSON. */
function csvOf(rows: readonly JsonObject[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return stringify([...rows], { header: true, columns, cast: { boolean: String } });
}
