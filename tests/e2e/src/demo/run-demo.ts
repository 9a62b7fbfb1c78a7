import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feishuSimulator } from '@joinery/connector-feishu/simulator';
import { serviceCoreSimulator } from '@joinery/connector-service-core/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { freePort, startServer, type ApiSession, type ServerUnderTest } from '@joinery/tests-support';
import { allow, atRest, connect, portOf, signIn, signInAgain } from './joinery.ts';
import { ticketFlow } from './ticket-flow.ts';
import { until } from './until.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';

const events = 200;
const duplicates = 20;
const forged = 5;
const malformed = 5;

const eventTable = `create table ods_ticket_event (
  event_id text primary key, event_type text not null, ticket_id text not null, ticket_number text, subject text,
  priority text, customer text, assignee text, occurred_at timestamptz, stored_at timestamptz not null default now())`;

export interface DemoResult {
  readonly ok: boolean;
  readonly accepted: number;
  readonly effects: number;
  readonly duplicatesDropped: number;
  readonly rejected: number;
  readonly killedAndResumed: boolean;
  readonly seconds: number;
  /** What was not as promised; empty when `ok`. */
  readonly faults: readonly string[];
}

/** The main job, end to end: everything is built through the public API and checked from outside. */
export async function runDemo(say: (line: string) => void): Promise<DemoResult> {
  const begun = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'joinery-demo-'));
  const core = serviceCoreSimulator({
    retryDelaysMs: [200, 500, 1000, 1000, 2000, 2000, 5000, 5000],
    deliveryConcurrency: 8,
  });
  const feishu = feishuSimulator({});
  const warehouse = await openWarehouse(eventTable);
  const env = { DATA_DIR: folder, PORT: String(await freePort()), JOINERY_SANDBOX: 'off', LOG_LEVEL: 'warn' };
  let server: ServerUnderTest | undefined;
  try {
    const ports = [portOf(await core.start()), portOf(await feishu.start()), warehouse.port];
    server = await startServer(env);
    say(`server ready at ${server.url}`);
    const api = await signIn(server);
    await allow(api, ports);
    await build(api, { core, feishu, warehouse });
    say('flow published; firing events');

    core.setFault({ kind: 'duplicate-delivery', times: duplicates });
    core.setFault({ kind: 'forged-delivery', times: forged });
    core.setFault({ kind: 'malformed-delivery', times: malformed });
    raiseTickets(core, 0, events / 2);
    await until('half of the events were delivered', 60_000, () => delivered(core).size >= events / 4);
    raiseTickets(core, events / 2, events);
    await server.kill();
    say('server killed in the middle');
    server = await startServer(env);
    say('server is back');
    await core.settled();

    const again = await signInAgain(server);
    await until('every run had ended', 120_000, () => atRest(again));
    return await judge({ api: again, core, feishu, warehouse, seconds: (performance.now() - begun) / 1000 });
  } finally {
    await server?.stop();
    await warehouse.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface World {
  readonly core: Simulator;
  readonly feishu: Simulator;
  readonly warehouse: Warehouse;
}

/** Half created, half escalated, over all priorities. */
function raiseTickets(core: Simulator, from: number, to: number): void {
  for (let n = from; n < to; n++) {
    const id = `T-DEMO-${Math.floor(n / 2)}`;
    if (n % 2 === 0)
      core.upsert('tickets', {
        id,
        number: `DEMO-${n / 2}`,
        subject: `演示工单 ${n / 2}`,
        status: 'open',
        priority: n % 4 === 0 ? 'low' : 'high',
        customerId: 'C-1001',
        requesterContactId: 'P-1001',
        assigneeAgentId: `A-100${(n % 3) + 1}`,
      });
    else core.upsert('tickets', { id, priority: 'urgent' });
  }
}

async function build(api: ApiSession, { core, feishu, warehouse }: World): Promise<void> {
  const { host, port, database, user, password: secret } = warehouse;
  const document = ticketFlow({
    core: await connect(api, 'service-core', core.connection()),
    feishu: await connect(api, 'feishu', feishu.connection()),
    postgres: await connect(api, 'postgres', { host, port, database, user, password: secret, tls: 'off' }),
    table: 'ods_ticket_event',
  });
  const flow = await api.post<{ id: string }>('/flows', { name: '工单通知与入库', document });
  const { revision } = await api.get<{ revision: number }>(`/flows/${flow.id}/draft`);
  await api.post(`/flows/${flow.id}/publish`, { revision });
  await until('the core knew where to send its events', 30_000, () => core.subscriptions().length > 0);
}

function wanted(type: string): boolean {
  return type === 'ticket.created' || type === 'ticket.escalated';
}

/** Ids of events that Joinery has accepted with a 2xx. */
function delivered(core: Simulator): ReadonlySet<string> {
  return new Set(
    core
      .deliveries()
      .filter((one) => one.nature === 'genuine' && one.state === 'delivered' && wanted(one.eventType))
      .map((one) => one.eventId),
  );
}

async function judge({
  api,
  core,
  feishu,
  warehouse,
  seconds,
}: World & { readonly api: ApiSession; readonly seconds: number }): Promise<DemoResult> {
  const accepted = delivered(core);
  const messages = feishu
    .inbox()
    .map((message) => /事件 (evt_\S+)/.exec(message.text)?.[1])
    .filter((id) => id !== undefined);
  const rows = (await warehouse.query<{ id: string }>('select event_id as id from ods_ticket_event')).map(
    ({ id }) => id,
  );
  const failed = await api.get<{ items: readonly unknown[] }>('/runs?state=failed&limit=10');
  const disturbed = core.deliveries().filter((one) => one.nature === 'forged' || one.nature === 'malformed');
  const refused = disturbed.filter((one) => one.status !== undefined && one.status >= 400 && one.status < 500);
  const duplicateAnswers = core.deliveries().filter((one) => one.nature === 'duplicate' && one.state === 'delivered');
  const faults = [
    ...differences('had no Feishu message', accepted, messages),
    ...differences('had no row in the warehouse', accepted, rows),
    ...differences('were never accepted but had a message', new Set(messages), [...accepted]),
    ...differences('were never accepted but had a row', new Set(rows), [...accepted]),
    ...(new Set(messages).size === messages.length
      ? []
      : [`${messages.length - new Set(messages).size} Feishu messages came twice`]),
    ...(accepted.size === events ? [] : [`of ${events} events ${accepted.size} were accepted`]),
    ...(refused.length === forged + malformed
      ? []
      : [`of ${forged + malformed} forged and malformed events ${refused.length} were refused with 4xx`]),
    ...(failed.items.length === 0 ? [] : [`${failed.items.length} runs failed`]),
  ];
  return {
    ok: faults.length === 0,
    accepted: accepted.size,
    effects: new Set(messages).size + new Set(rows).size,
    duplicatesDropped: duplicateAnswers.length,
    rejected: refused.length,
    killedAndResumed: true,
    seconds: Number(seconds.toFixed(1)),
    faults,
  };
}

function differences(what: string, wantedIds: ReadonlySet<string>, there: readonly string[]): readonly string[] {
  const present = new Set(there);
  const missing = [...wantedIds].filter((id) => !present.has(id));
  return missing.length === 0 ? [] : [`${missing.length} events ${what} (${missing.slice(0, 3).join(', ')})`];
}
