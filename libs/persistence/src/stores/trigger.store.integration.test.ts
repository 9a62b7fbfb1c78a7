import type { FlowId } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { testDocument, testStores, type TestStores } from '../testing/index.ts';
import type { PublishedTrigger } from './trigger.store.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.end());

async function published(name: string, heartbeatMs?: number): Promise<PublishedTrigger> {
  const document = testDocument({
    trigger: {
      kind: 'event',
      connector: { name: 'crm', version: '1.0.0' },
      connectionId: null,
      trigger: 'ticket-created',
      settings: {},
      respond: 'accepted',
      replyTimeoutMs: 15_000,
    },
    settings: { ...testDocument().settings, ...(heartbeatMs === undefined ? {} : { heartbeatMs }) },
  });
  const id = newId<FlowId>();
  await stores.administration.inTenant(stores.tenantId, async ({ flows }) => {
    await flows.create({ id, name, description: '', document, by: stores.ownerId });
    await flows.publish({ id, document, note: '', by: stores.ownerId });
  });
  return (await stores.triggers.ofFlow(stores.tenantId, id))!;
}

const alerts = async () =>
  (await stores.administration.inTenant(stores.tenantId, (records) => records.alerts.list({ limit: 50 }))).items;

describe('triggers', () => {
  it('are looked at by one worker at a time, and again when that one died', async () => {
    const trigger = await published('looked at');
    const other = await stores.anotherProcess();
    const taken = (await Promise.all([stores.triggers.take(10, 60_000), other.triggers.take(10, 60_000)])).flat();
    expect(taken.filter((due) => due.triggerId === trigger.triggerId)).toMatchObject([{ epoch: 1 }]);
    expect(await stores.triggers.take(10, 60_000)).toEqual([]);
    await stores.database.system.query(`update "trigger" set leased_until = now() where id = $1`, [trigger.triggerId]);
    expect(await stores.triggers.take(10, 60_000)).toMatchObject([{ triggerId: trigger.triggerId, epoch: 2 }]);
    await stores.triggers.putOff({ triggerId: trigger.triggerId, epoch: 1 }, { dueAt: 0, failure: null });
    expect(await stores.triggers.take(10, 60_000)).toEqual([]);
    const dueAt = Date.now() - 5_000;
    await stores.triggers.putOff(
      { triggerId: trigger.triggerId, epoch: 2 },
      { dueAt, failure: null, registration: { id: 'r' } },
    );
    expect(await stores.triggers.take(10, 60_000)).toMatchObject([{ epoch: 3, dueAt, registration: { id: 'r' } }]);
  });

  it('show what failed, as one alert for as long as it lasts', async () => {
    const { triggerId } = await published('fails');
    const failure = { code: 'connector.auth', kind: 'auth', params: { connector: 'crm', detail: '401' } } as const;
    for (let epoch = 1; epoch <= 2; epoch += 1) {
      await stores.triggers.take(10, 60_000);
      await stores.triggers.putOff({ triggerId, epoch }, { dueAt: Date.now() - 1, failure });
    }
    const { items } = await stores.administration.inTenant(stores.tenantId, (records) =>
      records.triggers.list({ limit: 10, state: 'failing' }),
    );
    expect(items).toMatchObject([{ id: triggerId, failure: { code: 'connector.auth' } }]);
    expect((await alerts()).filter((alert) => alert.triggerId === triggerId)).toMatchObject([
      { kind: 'trigger-failing', count: 2, state: 'open' },
    ]);
    await stores.triggers.take(10, 60_000);
    await stores.triggers.putOff({ triggerId, epoch: 3 }, { dueAt: null, failure: null });
    expect((await alerts()).filter((alert) => alert.triggerId === triggerId)).toMatchObject([{ state: 'resolved' }]);
  });

  it('that are silent for longer than their heartbeat raise one alert, which ends when they are heard', async () => {
    const silent = await published('silent', 60_000);
    const heard = await published('heard', 3_600_000);
    await stores.database.system.query(`update "trigger" set updated_at = now() - interval '1 hour' where id = $1`, [
      silent.triggerId,
    ]);
    expect(await stores.triggers.alertSilent()).toBe(1);
    expect(await stores.triggers.alertSilent()).toBe(0);
    const raised = (await alerts()).filter((alert) => alert.kind === 'trigger-silent');
    expect(raised).toMatchObject([
      { triggerId: silent.triggerId, state: 'open', message: { en: expect.stringContaining('heard nothing') } },
    ]);
    expect(raised.map((alert) => alert.triggerId)).not.toContain(heard.triggerId);
    await stores.intake.accept(stores.event({ triggerId: silent.triggerId, flowId: silent.flowId }));
    await expect
      .poll(
        async () => {
          await stores.triggers.alertSilent();
          return (await alerts()).find((alert) => alert.kind === 'trigger-silent')?.state;
        },
        { timeout: 10_000 },
      )
      .toBe('resolved');
  });

  it('are found by their address, and what was found is known for a moment', async () => {
    const trigger = await published('hooked');
    expect(await stores.hooks.byHookPath(trigger.hookPath)).toMatchObject({
      id: trigger.triggerId,
      definition: { kind: 'event' },
    });
    expect(await stores.hooks.byHookPath('guessed')).toBeUndefined();
    const manual = (await stores.triggers.ofFlow(stores.tenantId, stores.flowId))!;
    expect(await stores.hooks.byHookPath(manual.hookPath)).toBeUndefined();
  });

  it('remember what they have seen, each for itself, until its time is over', async () => {
    const replay = { tenantId: stores.tenantId, scope: newId(), id: 'delivery 1', keepMs: 60_000 };
    expect(await stores.triggers.firstSight(replay)).toBe(true);
    expect(await stores.triggers.firstSight(replay)).toBe(false);
    expect(await stores.triggers.firstSight({ ...replay, scope: newId() })).toBe(true);
    const short = { ...replay, id: 'delivery 2', keepMs: 0 };
    await stores.triggers.firstSight(short);
    expect(await stores.triggers.firstSight(short)).toBe(true);
  });
});
