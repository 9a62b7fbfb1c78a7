import type { Json, JsonSchema, LocalText } from '@joinery/contracts';
import type { CodeContext, CodeFault } from '../code-context.ts';
import type { Column, Result, Statement, Table } from './table.ts';

/** What an upsert says behind its rows. */
export interface Upsert {
  readonly table: Table;
  /** The columns the rows have. */
  readonly columns: readonly Column[];
  readonly key: readonly Column[];
  /** A row that holds a newer value here is left alone. */
  readonly version: Column | undefined;
}

/** How one database speaks SQL. */
export interface Dialect {
  /** A name as SQL, whatever stands in it. */
  readonly quoted: (name: string) => string;
  /** Where the value of this number stands, from 1. */
  readonly place: (number: number) => string;
  /** A column as a text that keeps every digit of it. */
  readonly asText: (column: Column) => string;
  /** Such a text as the column's type. */
  readonly fromText: (place: string, column: Column) => string;
  /** How a JSON value goes into a column. */
  readonly parameterOf: (value: Json | undefined, column: Pick<Column, 'type'>) => unknown;
  /** The moment a value of a column stands for, RFC 3339; the value itself where it is no moment. */
  readonly momentOf: (value: Json, column: Column) => Json;
  readonly typeSchema: (type: string) => JsonSchema;
  /** Gives `name` and `comment` of what the user may read. */
  readonly tables: Statement;
  /** Gives `owner, relation, name, type, cast, required, generated, comment, key_place` (from 1; 0: not of the key). */
  readonly columnsOf: (table: string) => Statement;
  /** Gives what the connection's test shows. */
  readonly account: Statement;
  readonly onConflict: (upsert: Upsert) => string;
  /** In one statement. */
  readonly most: { readonly parameters: number; readonly rows: number };
  /** What is told of an upsert: the rows it wrote, or, where the database counts otherwise, the rows given. */
  readonly upsertCounts: 'rows-written' | 'rows-given';
  /** The database's own codes for what it does not have. */
  readonly codes: { readonly noTable: string; readonly noColumn: string };
}

/** One connection of a driver's library, and what may be done with it. */
export interface Clients<Client> {
  /** Over a socket of {@link CodeContext.connect}. */
  readonly open: (ctx: CodeContext) => Promise<Client>;
  /** Before each use. */
  readonly prepare?: (client: Client, ctx: CodeContext) => Promise<unknown>;
  /** Told when an idle one was ended from the other side. */
  readonly onLost: (client: Client, lost: () => void) => void;
  /** After an error the server told in words a client goes on; after a broken socket it does not. */
  readonly goesOn: (error: unknown) => boolean;
  readonly send: (client: Client, statement: Statement) => Promise<Result>;
  /** A fixed text without values. */
  readonly command: (client: Client, text: string) => Promise<unknown>;
  /** Work during which nothing can be written, whatever its SQL says. */
  readonly reading: <T>(client: Client, work: () => Promise<T>) => Promise<T>;
  /** At once, whatever is under way. */
  readonly breakOff: (client: Client) => void;
  readonly end: (client: Client) => Promise<unknown>;
}

/** What forms and texts say of a database. */
export interface DatabaseWords {
  readonly title: LocalText;
  readonly description: LocalText;
  readonly port: number;
  /** Of names of columns and databases, in characters. */
  readonly longestName: number;
  readonly longestUser: number;
  readonly tableExample: string;
  /** How a query writes its parameters: `?`. */
  readonly parameters: string;
  readonly queryExample: string;
  /** What kind of column tells the last change. */
  readonly changedColumn: LocalText;
  /** Expression over `{output}` of {@link Dialect.account}. */
  readonly account: string;
  /** Where an upsert cannot be told its key: what it matches by. */
  readonly matching?: LocalText;
}

/** A relational database: its words, its SQL and its library. */
export interface RelationalDriver<Client> {
  readonly name: string;
  readonly version: string;
  readonly words: DatabaseWords;
  readonly dialect: Dialect;
  readonly clients: Clients<Client>;
  /** What an error means; nothing for one that is a failure with a text of its own. */
  readonly faultOf: (error: unknown) => CodeFault | undefined;
}
