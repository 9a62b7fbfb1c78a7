import type { CodeContext } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { query } from './database.ts';

/** Names what was reached. */
export async function testConnection(_input: JsonObject, ctx: CodeContext): Promise<Json> {
  const text =
    "select current_database() as database, current_user as user, current_setting('server_version') as version";
  const { rows } = await query(ctx, { text, values: [] });
  return rows[0] ?? {};
}
