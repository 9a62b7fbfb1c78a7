export type { Clients, DatabaseWords, Dialect, RelationalDriver, Upsert } from './driver.ts';
export type { Column, Result, Statement, Table } from './table.ts';
export { inTransaction } from './database.ts';
export { databaseAddress, type DatabaseAddress } from './database-connection.ts';
export { relationalConnector } from './relational-connector.ts';
