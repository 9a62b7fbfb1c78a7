import type { AlertChannel, AlertChannelId, ConnectionId, CreateAlertChannel, TenantId } from '@joinery/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { testStores, type TestStores } from '../testing/index.ts';
import { AlertDeliveryStore, type AlertClaim } from './alert-delivery.store.ts';

let stores: TestStores;
let delivery: AlertDeliveryStore;
let connectionId: ConnectionId;

beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.end());
beforeEach(async () => {
  for (const table of ['alert_channel', 'alert', 'connection']) await query(`delete from ${table}`);
  delivery = new AlertDeliveryStore({ database: stores.database });
  connectionId = await aConnection('robot');
});

const failure = { code: 'connector.auth', kind: 'auth', params: { connector: 'x', detail: 'y' } } as const;
const query = (text: string, values: unknown[] = []) => stores.database.system.query(text, values);
/** All alerts' news, and what is due of them on every channel. */
const look = async (): Promise<readonly AlertClaim[]> => {
  await delivery.spread(100);
  return delivery.claim(10);
};
const told = (claims: readonly AlertClaim[]) =>
  claims.flatMap(({ notices }) => notices.map(({ pending, over }) => ({ pending, over })));
const quietIsOver = () => query(`update alert_notice set due_at = now() where due_at is not null`);
const leaseIsOver = () => query(`update alert_channel set leased_until = now() where leased_until is not null`);

async function aConnection(name: string): Promise<ConnectionId> {
  const id = newId<ConnectionId>();
  await stores.administration.inTenant(stores.tenantId, ({ connections }) =>
    connections.create({
      id,
      name,
      connector: { name: 'wecom', version: '1.0.0' },
      fields: {},
      secrets: null,
      secretNames: [],
      by: stores.ownerId,
    }),
  );
  return id;
}

function aChannel(changed: Partial<CreateAlertChannel> = {}): Promise<AlertChannel> {
  const id = newId<AlertChannelId>();
  return stores.administration.inTenant(stores.tenantId, ({ alertChannels }) =>
    alertChannels.create({
      id,
      name: `channel ${id}`,
      connectionId,
      recipients: [],
      mentionAll: false,
      kinds: [],
      severities: [],
      flows: [],
      language: 'zh',
      quietMs: 60_000,
      tellResolved: true,
      by: stores.ownerId,
      ...changed,
    }),
  );
}

const channel = (id: AlertChannelId) =>
  stores.administration.inTenant(stores.tenantId, ({ alertChannels }) => alertChannels.find(id));

/** A run of the flow that failed, as the engine ends one. */
async function aFailedRun(): Promise<void> {
  const { lease } = await stores.claimedRun();
  await stores.journal.finish(lease, { state: 'failed', failure, at: Date.now() });
}

const anAlert = (kind: string, more: { readonly connectionId?: string; readonly subject?: string } = {}) =>
  query(
    `insert into alert (id, tenant_id, kind, subject, code, connection_id) values ($1, $2, $3, $4, $3, $5)
     on conflict (subject, code) where state = 'open' do update set count = alert.count + 1, last_at = now()`,
    [newId(), stores.tenantId, kind, more.subject ?? newId(), more.connectionId ?? null],
  );

describe('alerts on their way to channels', () => {
  it('are sent once; a repeat within the quiet time is counted, and said when it is over', async () => {
    await aChannel();
    await aFailedRun();
    const first = await look();
    expect(first[0]).toMatchObject({ connectionId, connector: { name: 'wecom' }, timeZone: 'Asia/Shanghai' });
    expect(first[0]!.notices).toMatchObject([
      { kind: 'run-failed', pending: 1, count: 1, subjectName: 'flow', flowId: stores.flowId, failure },
    ]);
    await delivery.sent(first[0]!);
    await aFailedRun();
    await aFailedRun();
    expect(await look()).toEqual([]);
    await quietIsOver();
    const [second] = await look();
    expect(second!.notices).toMatchObject([{ pending: 2, count: 3 }]);
    await delivery.sent(second!);
    await quietIsOver();
    expect(await look()).toEqual([]);
  });

  it('go where they are wanted: by kind, severity and flow, and never over the connection they are about', async () => {
    const names = new Map<string, string>();
    for (const [name, wish] of Object.entries({
      all: {},
      silent: { kinds: ['trigger-silent'] },
      warnings: { severities: ['warning'] },
      flow: { flows: [stores.flowId] },
      otherFlow: { flows: [newId()] },
      own: { connectionId: await aConnection('failing') },
    } satisfies Record<string, unknown>))
      names.set((await aChannel(wish as Partial<CreateAlertChannel>)).id, name);
    await aFailedRun();
    await anAlert('trigger-silent');
    const { rows } = await query(`select id from connection where name = 'failing'`);
    await anAlert('connection-failing', { connectionId: (rows[0] as { id: string }).id });
    const claims = await look();
    const heard = Object.fromEntries(
      claims.map(({ channelId, notices }) => [names.get(channelId), notices.map(({ kind }) => kind).toSorted()]),
    );
    expect(heard).toEqual({
      all: ['connection-failing', 'run-failed', 'trigger-silent'],
      silent: ['trigger-silent'],
      warnings: ['trigger-silent'],
      flow: ['run-failed'],
      own: ['run-failed', 'trigger-silent'],
    });
  });

  it('are still said by another worker when one is killed between taking and sending', async () => {
    const { id } = await aChannel();
    await aFailedRun();
    const [killed] = await look();
    const other = new AlertDeliveryStore({ database: (await stores.anotherProcess()).database });
    expect(await other.claim(10)).toEqual([]);
    await leaseIsOver();
    const [again] = await other.claim(10);
    expect(again!.notices).toEqual(killed!.notices);
    expect(again!.epoch).toBe(killed!.epoch + 1);
    // The one that was thought dead has nothing to say any more.
    await delivery.failed(killed!, failure, 60_000);
    expect((await channel(id))!.health).toBe('unknown');
    await other.sent(again!);
    await delivery.sent(killed!);
    await leaseIsOver();
    expect(await look()).toEqual([]);
    expect((await channel(id))!).toMatchObject({ health: 'healthy', waiting: 0 });
  });

  it('are taken by one of many workers', async () => {
    await Promise.all(Array.from({ length: 5 }, () => aChannel()));
    await Promise.all(Array.from({ length: 10 }, (_, n) => anAlert(n % 2 ? 'backlog' : 'trigger-silent')));
    await Promise.all([delivery.spread(3), delivery.spread(3), delivery.spread(10)]);
    while ((await delivery.spread(10)) > 0);
    const claims = (await Promise.all([delivery.claim(3), delivery.claim(3), delivery.claim(3)])).flat();
    expect(new Set(claims.map(({ channelId }) => channelId)).size).toBe(claims.length);
    const rest = await delivery.claim(10);
    expect(told([...claims, ...rest])).toHaveLength(50);
  });

  it('wait after a failure, which is shown on the channel and raises no alert', async () => {
    const { id } = await aChannel();
    await aFailedRun();
    const [claim] = await look();
    await delivery.failed(claim!, failure, 3_600_000);
    expect(await look()).toEqual([]);
    expect(await channel(id)).toMatchObject({ health: 'failing', waiting: 1, failure: { code: 'connector.auth' } });
    const { rows } = await query('select count(*)::int as alerts from alert');
    expect(rows).toEqual([{ alerts: 1 }]);
    await query(`update alert_channel set retry_at = now()`);
    const [again] = await look();
    expect(again).toMatchObject({ attempts: 1, notices: [{ pending: 1 }] });
    await delivery.sent(again!);
    expect(await channel(id)).toMatchObject({ health: 'healthy', failure: null, retryAt: null });
  });

  it('rest when they are given up, and are counted in when the trouble comes again', async () => {
    const { id } = await aChannel();
    await aFailedRun();
    const [claim] = await look();
    await delivery.giveUp(claim!, failure, 3_600_000);
    expect(await channel(id)).toMatchObject({ givenUp: 1, waiting: 0 });
    // A test message that goes through opens the way again.
    await stores.administration.inTenant(stores.tenantId, ({ alertChannels }) => alertChannels.noteTest(id, null));
    expect(await look()).toEqual([]);
    await aFailedRun();
    expect(told(await look())).toEqual([{ pending: 2, over: false }]);
  });

  it('say that it is over once, at once, and only of what was told', async () => {
    await aChannel();
    await aChannel({ tellResolved: false });
    const subject = newId();
    await anAlert('trigger-silent', { subject });
    for (const claim of await look()) await delivery.sent(claim);
    await query(`update alert set state = 'resolved'`);
    const over = await look();
    expect(told(over)).toEqual([{ pending: 0, over: true }]);
    await delivery.sent(over[0]!);
    expect(await look()).toEqual([]);
    // It flaps within the quiet time: counted, and the end of what nobody was told of is no news.
    await anAlert('trigger-silent', { subject });
    expect(await look()).toEqual([]);
    await query(`update alert set state = 'resolved'`);
    expect(await look()).toEqual([]);
    await quietIsOver();
    expect(told(await look())).toEqual([
      { pending: 1, over: true },
      { pending: 1, over: true },
    ]);
  });

  it('say at once that it is over, also where a repeat came with the end of it', async () => {
    await aChannel();
    const subject = newId();
    await anAlert('backlog', { subject });
    await delivery.sent((await look())[0]!);
    await anAlert('backlog', { subject });
    await query(`update alert set state = 'resolved'`);
    expect(told(await look())).toEqual([{ pending: 1, over: true }]);
  });

  it('keep what came while a message was on its way', async () => {
    await aChannel();
    const subject = newId();
    await anAlert('backlog', { subject });
    const [claim] = await look();
    await anAlert('backlog', { subject });
    await query(`update alert set state = 'resolved'`);
    await delivery.spread(10);
    await delivery.sent(claim!);
    expect(told(await look())).toEqual([{ pending: 1, over: true }]);
  });

  it('are not kept for a channel that is paused, and none is told of what was before it', async () => {
    await aFailedRun();
    await delivery.spread(10);
    const { id, revision } = await aChannel();
    expect(await look()).toEqual([]);
    await anAlert('backlog');
    await delivery.spread(10);
    const change = (state: 'paused' | 'active', from: number) =>
      stores.administration.inTenant(stores.tenantId, ({ alertChannels }) =>
        alertChannels.update(id, { revision: from, state }),
      );
    await change('paused', revision);
    await anAlert('backlog');
    expect(await look()).toEqual([]);
    await change('active', revision + 1);
    expect(await look()).toEqual([]);
  });

  it('are one message for all that is due, a limited number at a time', async () => {
    delivery = new AlertDeliveryStore({ database: stores.database, noticesAtOnce: 4 });
    await aChannel();
    for (let n = 0; n < 6; n += 1) await anAlert('backlog');
    const [first] = await look();
    expect(first!.notices).toHaveLength(4);
    await delivery.sent(first!);
    expect((await look())[0]!.notices).toHaveLength(2);
  });
});

describe('a channel', () => {
  it('is seen by its tenant alone', async () => {
    await aChannel();
    await aFailedRun();
    await delivery.spread(10);
    const other = newId<TenantId>();
    const seen = (tenantId: TenantId, table: string) =>
      stores.database.withTenant(tenantId, async (manager) => (await manager.query(`select * from ${table}`)).length);
    for (const table of ['alert_channel', 'alert_notice'])
      expect([await seen(stores.tenantId, table), await seen(other, table)]).toEqual([1, 0]);
  });

  it('keeps its connection from being deleted, and says who it is', async () => {
    const { id, name } = await aChannel();
    const remove = () =>
      stores.administration.inTenant(stores.tenantId, ({ connections }) => connections.remove(connectionId));
    await expect(remove()).rejects.toMatchObject({ failure: { code: 'conflict.in-use', params: { by: name } } });
    await stores.administration.inTenant(stores.tenantId, ({ alertChannels }) => alertChannels.remove(id));
    expect((await remove())?.id).toBe(connectionId);
  });
});
