import type { AlertId } from '@joinery/contracts';
import type { ClientBase } from 'pg';
import { newId } from '../ids.ts';
import { plainArray, textArray } from '../database/sql-literals.ts';
import type { MovedRun } from './commit-journal.ts';

type FailedRun = Pick<MovedRun, 'id' | 'tenant_id' | 'flow_id' | 'state' | 'mode' | 'failure'>;

/** One open alert per flow and code: repeats raise its count. Flows say whether they want one; tests never do. */
export async function insertAlerts(client: ClientBase, runs: readonly FailedRun[]): Promise<void> {
  const failed = runs.filter((run) => run.state === 'failed' && run.mode === 'live');
  if (failed.length === 0) return;
  await client.query({
    name: 'alerts',
    text: alertSql,
    values: [
      plainArray(failed.map(() => newId<AlertId>())),
      plainArray(failed.map((run) => run.tenant_id)),
      plainArray(failed.map((run) => run.flow_id)),
      plainArray(failed.map((run) => run.id)),
      textArray(failed.map((run) => run.failure?.code ?? 'run.ended-failed')),
      textArray(failed.map((run) => JSON.stringify(run.failure))),
    ],
  });
}

const alertSql = `
insert into alert (id, tenant_id, kind, subject, code, failure, count, flow_id, run_id)
select (array_agg(failed.id))[1], failed.tenant_id, 'run-failed', failed.flow_id, failed.code,
  (array_agg(failed.failure))[1]::json, count(*), failed.flow_id, (array_agg(failed.run_id))[1]
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[])
  as failed (id, tenant_id, flow_id, run_id, code, failure)
join flow on flow.id = failed.flow_id and flow.alert_on_failure
group by failed.tenant_id, failed.flow_id, failed.code
order by failed.flow_id, failed.code
on conflict (subject, code) where state = 'open' do update set
  count = alert.count + excluded.count, last_at = now(), failure = excluded.failure, run_id = excluded.run_id`;
