import { serviceCoreSimulator } from '@joinery/connector-service-core/simulator';
import type { SyncIssuePage } from '@joinery/contracts';
import { until } from '../until.ts';
import { openWarehouse } from '../warehouse.ts';
import { Faults } from './faults.ts';
import { planAndLoad, run } from './passes.ts';
import type { Seen, Stage } from './stage.ts';

const backfill = 1_000;
const edits = 40;

/** The tables as an analyst has made them. A subject is no longer than what a report shows. */
const tables = `
  create table ods_ticket (
    id text primary key, number text, subject varchar(200) not null, type text, status text not null,
    status_label text, priority text, priority_label text, channel text, customer_id text, contact_id text,
    agent_id text, group_id text, created_at timestamptz, updated_at timestamptz, resolved_at timestamptz,
    closed_at timestamptz, stored_at timestamptz not null default now());
  create table ods_service_record (
    id text primary key, kind text not null, direction text, contact_id text, customer_id text, agent_id text,
    ticket_id text, started_at timestamptz not null, ended_at timestamptz, duration_seconds bigint,
    wait_seconds bigint, result text, stored_at timestamptz not null default now());
  create table ods_satisfaction (
    id text primary key, target_type text, target_id text not null, score smallint not null, level text,
    comment text, rated_at timestamptz, stored_at timestamptz not null default now());
`;

/**
 * Everything first, then what changes: rows equal the core's records, an edit arrives by its event, a row that does not
 * fit is listed and holds up nothing, and a second comparison writes nothing.
 */
export async function serviceData(stage: Stage): Promise<Seen> {
  const warehouse = await openWarehouse(tables);
  try {
    const core = serviceCoreSimulator({ retryDelaysMs: [200, 500, 1000] });
    for (let n = 0; n < backfill; n++)
      core.upsert('tickets', { id: ticketId(n), subject: `入仓工单 ${n}`, status: 'open', priority: 'normal' });
    core.upsert('tickets', { id: ticketId(7), subject: '长'.repeat(300) });
    const [ofTickets = '', ofRecords = '', ofRatings = ''] = await stage.joinTables(warehouse, [
      'ods_ticket',
      'ods_service_record',
      'ods_satisfaction',
    ]);
    const made = await stage.use('service-warehouse-postgres', {
      core: await stage.join(core),
      tickets: ofTickets,
      records: ofRecords,
      ratings: ofRatings,
    });
    const faults = new Faults();
    const count = async (where: string): Promise<number> =>
      Number((await warehouse.query<{ n: string }>(`select count(*) as n from ${where}`))[0]?.n);

    const { load } = await planAndLoad(stage.api, made.id('tickets'));
    const tickets = core.records('tickets').length;
    faults.same('rows after the full load', await count('ods_ticket'), tickets - 1);
    const { items } = await stage.api.get<SyncIssuePage>(`/syncs/${made.id('tickets')}/issues`);
    faults.same(
      'rows that did not fit',
      items.map(({ recordId }) => recordId),
      [ticketId(7)],
    );
    faults.same(
      'labels',
      await count(`ods_ticket where status_label = '处理中'`),
      await count(`ods_ticket where status = 'open'`),
    );
    for (const [part, table, collection] of [
      ['records', 'ods_service_record', 'service-records'],
      ['ratings', 'ods_satisfaction', 'satisfaction-ratings'],
    ] as const) {
      await planAndLoad(stage.api, made.id(part));
      faults.same(`rows of ${table}`, await count(table), core.records(collection).length);
    }

    // Increments come by their events; the long subject is mended at its source and comes along.
    await until('the core knew where to send its events', 30_000, () => core.subscriptions().length > 0);
    for (let n = 0; n < edits; n++)
      core.upsert('tickets', { id: ticketId(n), status: 'resolved', subject: `已解决 ${n}` });
    await core.settled();
    await until(
      'every edit was in the warehouse',
      60_000,
      async () => (await count(`ods_ticket where subject like '已解决 %'`)) === edits,
    );
    faults.same('rows after the increments', await count('ods_ticket'), tickets);
    const again = await run(stage.api, made.id('tickets'), 'full');
    faults.same('writes of a second comparison', [again.counts.created, again.counts.updated], [0, 0]);
    return { figures: { loaded: load.counts.created, increments: edits, rejectedThenMended: 1 }, faults: faults.list };
  } finally {
    await warehouse.close();
  }
}

const ticketId = (n: number): string => `T-ODS-${n}`;
