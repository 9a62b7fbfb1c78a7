import { defineConnector, type CodeContext, type CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { Pool } from 'pg';
import { pageRows, upsertSql, upsertValues } from './customers.ts';

const title = { zh: '基准库', en: 'Bench database' };
const code = { kind: 'code' } as const;
const paged = { kind: 'code', paginated: true } as const;
const byNature = { class: 'idempotent' } as const;
const schema = { type: 'object' } as const;

/** Two tables of PostgreSQL as objects: read by their key in pages, written by upserts of whole batches. */
export const benchConnector = defineConnector({
  manifest: {
    name: 'bench-postgres',
    version: '1.0.0',
    title,
    description: title,
    categories: ['data'],
    hosts: ['127.0.0.1'],
  },
  connection: { fields: { type: 'object', properties: { url: { type: 'string' } } }, auth: [{ scheme: 'none' }] },
  objects: {
    account: {
      title,
      fields: { from: 'manifest', schema },
      id: 'record.id',
      list: { operation: paged, complete: true },
      changes: {
        operation: paged,
        cursor: { kind: 'time', value: 'item.updated_at', format: 'epoch-milliseconds', lagMs: 0 },
        deletes: 'not-shown',
      },
    },
    customer: {
      title,
      fields: { from: 'manifest', schema },
      id: 'record.external_id',
      key: 'external_id',
      upsertBatch: { operation: code, effect: byNature },
      updateBatch: { operation: code, effect: byNature },
    },
  },
  code: {
    'objects.account.list': { page: listAccounts },
    'objects.account.changes': { page: changedAccounts },
    'objects.customer.upsertBatch': { run: upsertCustomers },
    'objects.customer.updateBatch': { run: updateCustomers },
  },
});

function pool({ keep, connection }: CodeContext): Promise<Pool> {
  const connectionString = connection['url'] as string;
  return keep({
    name: 'pool',
    open: () => Promise.resolve(new Pool({ connectionString, max: 4 })),
    close: (kept) => kept.end(),
  });
}

const columns = `id::text as id, name, first_name, last_name, phone, mail, city, level, status, revenue::float8 as revenue,
  employees, website, note, owner, industry, street, postcode, country,
  (extract(epoch from created_at) * 1000)::float8 as created_at, (extract(epoch from updated_at) * 1000)::float8 as updated_at`;

async function listAccounts(_: JsonObject, context: CodeContext, from: Json): Promise<CodePage> {
  const { rows } = await (
    await pool(context)
  ).query<JsonObject>({
    name: 'list',
    text: `select ${columns} from account where id > $1 order by account.id limit $2`,
    values: [from ?? 0, pageRows],
  });
  return { items: rows, next: rows.length === pageRows ? rows.at(-1)!['id']! : null };
}

async function changedAccounts(_: JsonObject, context: CodeContext, from: Json): Promise<CodePage> {
  const [at, id] = (from ?? [context.cursor ?? 0, 0]) as readonly [number, number];
  const { rows } = await (
    await pool(context)
  ).query<JsonObject>({
    name: 'changed',
    text: `select ${columns} from account where (updated_at, id) > (to_timestamp($1 / 1000.0), $2)
      order by account.updated_at, account.id limit $3`,
    values: [at, id, pageRows],
  });
  const last = rows.at(-1);
  return { items: rows, next: last && rows.length === pageRows ? [last['updated_at']!, last['id']!] : null };
}

async function upsertCustomers(input: JsonObject, context: CodeContext): Promise<Json> {
  const records = (input['records'] as unknown as readonly { readonly record: JsonObject }[]).map(
    ({ record }) => record,
  );
  await (await pool(context)).query({ name: 'upsert', text: upsertSql, values: upsertValues(records) });
  return { results: records.map((record, index) => ({ index, ok: true, output: { id: record['external_id']! } })) };
}

/** Of an update only what has changed comes here; rows that change alike go together. */
async function updateCustomers(input: JsonObject, context: CodeContext): Promise<Json> {
  const changes = input['records'] as unknown as readonly { readonly id: string; readonly record: JsonObject }[];
  const client = await pool(context);
  for (const names of new Set(changes.map(({ record }) => Object.keys(record).join()))) {
    const alike = changes.filter(({ record }) => Object.keys(record).join() === names);
    await client.query(
      `update customer set ${names
        .split(',')
        .map((name) => `${name} = new.${name}`)
        .join(', ')}
       from jsonb_populate_recordset(null::customer, $1) new where customer.external_id = new.external_id`,
      [JSON.stringify(alike.map(({ id, record }) => ({ ...record, external_id: id })))],
    );
  }
  return { results: changes.map(({ id }, index) => ({ index, ok: true, output: { id } })) };
}
