import { defineAction, field, form, recordOf, type CodeContext, type CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { parse } from 'csv-parse/sync';
import { ask, listPage } from '../objects.ts';
import { keyField, prefixField, summary, summarySample } from './object-fields.ts';

const reads = { effect: { class: 'read' }, safeToTest: true } as const;

export const listObjects = defineAction({
  title: { zh: '列出对象', en: 'List objects' },
  input: form({
    prefix: prefixField,
    pageSize: field.whole('每页个数', 'Objects per page', { minimum: 1, maximum: 1_000, default: 1_000 }),
  }),
  output: summary,
  sample: summarySample,
  operation: { kind: 'code', paginated: true },
  ...reads,
});

export const getObject = defineAction({
  title: { zh: '读取对象', en: 'Get an object' },
  description: {
    zh: '文本、JSON、CSV、NDJSON 或原始字节;最大 10 MB',
    en: 'Text, JSON, CSV, NDJSON or bytes; at most 10 MB',
  },
  input: form(
    {
      key: keyField,
      format: {
        ...field.choice('格式', 'Format', {
          text: ['文本', 'Text'],
          json: ['JSON', 'JSON'],
          csv: ['CSV(首行为列名)', 'CSV (first line holds the names)'],
          ndjson: ['NDJSON(每行一条)', 'NDJSON (one record a line)'],
          base64: ['字节(Base64)', 'Bytes (Base64)'],
        }),
        default: 'text',
      },
    },
    ['key'],
  ),
  output: recordOf(
    {
      key: field.text('对象键', 'Key'),
      contentType: field.optionalText('内容类型', 'Content type'),
      etag: field.optionalText('ETag', 'ETag'),
      content: field.any('内容', 'Content'),
      rows: field.list('行', 'Rows', { type: 'object' }),
    },
    ['key'],
  ),
  sample: { key: 'drop/customers.csv', contentType: 'text/csv', etag: '9b2c', rows: [{ id: 'C-1', name: '示例科技' }] },
  operation: { kind: 'code' },
  ...reads,
});

export function pageOfObjects(input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  const prefix = (input['prefix'] ?? '') as string;
  return listPage(ctx, { prefix, from, pageSize: Number(input['pageSize'] ?? 1_000) });
}

export async function readObject(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const key = input['key'] as string;
  const { headers, body } = await ask(ctx, { method: 'GET', key, answer: 'base64' });
  // Every object has one; a page of a proxy has none.
  if (headers['etag'] === undefined) throw ctx.fault({ meaning: 'transient', message: 'the answer is no object' });
  return {
    key,
    contentType: headers['content-type'] ?? null,
    etag: headers['etag'].replaceAll('"', ''),
    ...contentOf(ctx, (input['format'] ?? 'text') as string, (body ?? '') as string),
  };
}

function contentOf(ctx: CodeContext, format: string, base64: string): JsonObject {
  if (format === 'base64') return { content: base64 };
  // Files of spreadsheets begin with a mark of their byte order.
  const text = Buffer.from(base64, 'base64')
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  if (format === 'text') return { content: text };
  try {
    if (format === 'json') return { content: JSON.parse(text) as Json };
    if (format === 'csv') return { rows: parse(text, { columns: true, skip_empty_lines: true }) };
    return { rows: linesOf(text).map((line) => JSON.parse(line) as JsonObject) };
  } catch (error) {
    throw ctx.fault({
      meaning: 'invalid',
      message: `the object is no ${format}: ${error instanceof Error ? error.name : ''}`,
    });
  }
}

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');
