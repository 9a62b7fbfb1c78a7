import type { JsonObject } from '@joinery/contracts';

/** One statement of SQL; what is not fixed stands among the values, never in the text. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** `count` are the rows given, changed or removed. */
export interface Result {
  readonly rows: readonly JsonObject[];
  readonly count: number;
}

export interface Column {
  readonly name: string;
  /** As the database writes it, in lower case: `varchar(64)`, `bigint(20) unsigned`, `text[]`. */
  readonly type: string;
  /** What a text is cast to: without a length, which would cut a longer value off in silence. */
  readonly cast: string;
  readonly required: boolean;
  /** The database fills it in and refuses a value. */
  readonly generated: boolean;
  readonly comment: string | null;
}

/** A table as it was found in the database; nothing else is ever named in a statement. */
export interface Table {
  readonly name: string;
  /** With its schema, quoted for SQL. */
  readonly sql: string;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
}
