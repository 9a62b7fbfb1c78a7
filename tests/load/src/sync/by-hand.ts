import type { JsonObject } from '@joinery/contracts';
import { Client } from 'pg';
import { mapByHand, pageRows, upsertSql, upsertValues } from './customers.ts';

/** What somebody would write for this one job: a cursor, a function, a multi-row upsert. Remembers nothing. */
export async function copyByHand(sourceUrl: string, targetUrl: string): Promise<number> {
  const [source, target] = [new Client({ connectionString: sourceUrl }), new Client({ connectionString: targetUrl })];
  await Promise.all([source.connect(), target.connect()]);
  await source.query('begin');
  await source.query('declare all_accounts no scroll cursor for select * from account order by id');
  let count = 0;
  for (;;) {
    const { rows } = await source.query<JsonObject>(`fetch ${pageRows} from all_accounts`);
    if (rows.length === 0) break;
    await target.query({ name: 'upsert', text: upsertSql, values: upsertValues(rows.map(mapByHand)) });
    count += rows.length;
  }
  await Promise.all([source.end(), target.end()]);
  return count;
}
