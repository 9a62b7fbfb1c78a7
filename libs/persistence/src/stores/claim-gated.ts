import type { RunId } from '@joinery/contracts';
import type { Database } from '../database/database.ts';
import { plainArray } from '../database/sql-literals.ts';
import { claimGatedSql, type ClaimedRow } from './claim-sql.ts';
import { boundsOf } from './run-bounds.ts';

/**
 * Claims runs that have an ordering key or whose flow has a limit. Their flows are locked first and the claim's
 * statement begins after that, so that it counts what other processes have just taken.
 */
export function claimGated(database: Database, ids: readonly RunId[], leaseMs: number): Promise<readonly ClaimedRow[]> {
  const bounds = boundsOf(ids);
  return database.systemTransaction(async (client) => {
    await client.query({ name: 'lock-flows', text: lockFlowsSql, values: [plainArray(ids), ...bounds.slice(0, 2)] });
    const { rows } = await client.query<ClaimedRow>({
      name: 'claim-gated',
      text: claimGatedSql,
      values: [plainArray(ids), leaseMs, ...bounds],
    });
    return rows;
  });
}

const lockFlowsSql = `
select flow.id from flow
where flow.concurrency is not null
  and flow.id in (select run.flow_id from run where run.id = any($1::uuid[]) and run.id between $2 and $3)
order by flow.id for no key update`;
