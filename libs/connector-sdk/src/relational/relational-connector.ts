import { type Connector, defineConnector } from '../define-connector.ts';
import { databaseOf } from './database.ts';
import { databaseConnection } from './database-connection.ts';
import type { RelationalDriver } from './driver.ts';
import { rowReader } from './read-rows.ts';
import { rowActions } from './row-actions.ts';
import { row, rowObjectCode } from './row-object.ts';
import { tablesOf } from './tables.ts';
import { textMember } from './text-member.ts';
import { rowWriter } from './write-rows.ts';

const code = { kind: 'code' } as const;
const pagedCode = { kind: 'code', paginated: true } as const;

/**
 * The connector of a relational database: reading by key, native upsert, batches in one transaction, and one table as
 * an object of record sync. What differs from database to database is the driver's.
 *
 * @example export const connector = relationalConnector({ name: 'postgres', version: '1.0.0', words, dialect, clients, faultOf });
 */
export function relationalConnector<Client>(driver: RelationalDriver<Client>): Connector {
  const { name, version, words, dialect } = driver;
  const database = databaseOf(driver);
  const tables = tablesOf(dialect, database);
  const reader = rowReader(dialect, database, tables);
  const writer = rowWriter(dialect, database, tables);
  return defineConnector({
    manifest: {
      name,
      version,
      title: words.title,
      description: words.description,
      categories: ['data'],
      hosts: ['{connection.host}'],
      options: {
        tables: {
          operation: pagedCode,
          value: 'item.name',
          label: "item.comment ? item.name & ' · ' & item.comment : item.name",
        },
        columns: {
          operation: pagedCode,
          value: 'item.name',
          label: "item.name & ' · ' & item.type",
          dependsOn: ['table'],
        },
      },
      schemas: { row: { operation: code, dependsOn: ['table'] } },
    },
    connection: databaseConnection(name, words),
    actions: rowActions(words),
    objects: { row },
    code: {
      ...rowObjectCode({ dialect, database, tables, reader, writer }),
      'connection.test': { run: async (_, ctx) => (await database.query(ctx, dialect.account)).rows[0] ?? {} },
      'options.tables': { page: (_, ctx) => tables.page(ctx) },
      'options.columns': {
        async page(input, ctx) {
          const { columns } = await tables.find(ctx, textMember(input, 'table'));
          return { items: columns.map(({ name: column, type }) => ({ name: column, type })), next: null };
        },
      },
      'schemas.row': {
        run: async (input, ctx) => tables.rowSchema(await tables.find(ctx, textMember(input, 'table'))),
      },
      'actions.run-query': { run: reader.runQuery },
      'actions.list-rows': { page: reader.listRows },
      'actions.upsert-row': { run: writer.upsertRow },
      'actions.upsert-rows': { run: writer.upsertRows },
      'actions.insert-rows': { run: writer.insertRows },
      'actions.update-rows': { run: writer.updateRows },
      'actions.delete-rows': { run: writer.deleteRows },
    },
  });
}
