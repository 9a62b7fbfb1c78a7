import type { Json, JsonObject } from '@joinery/contracts';
import { callbackServer, textOf } from '@joinery/connector-sdk/testing';
import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { zendeskSimulator } from '../src/simulator/index.ts';

let rig: Rig;
let now: number;
beforeEach(async () => {
  now = Date.now();
  rig = await startRig(connector, zendeskSimulator({ now: () => now }));
});
afterEach(() => rig.close());

describe('tickets', () => {
  test('a requester is found by e-mail or made, and a description may be internal', async () => {
    const host = await rig.open();
    const known = { subject: 'a', comment: 'x', requesterEmail: 'lilei@example.com' };
    expect(await outputOf(host.invoke('create-ticket', known))).toMatchObject({ requester_id: 501 });
    const made = await outputOf(
      host.invoke(
        'create-ticket',
        { subject: 'b', comment: 'y', public: false, requesterEmail: 'new@example.com', requesterName: '韩梅梅' },
        { idempotencyKey: 'other' },
      ),
    );
    expect(rig.simulator.record('users', textOf(made['requester_id']))).toMatchObject({ name: '韩梅梅' });
    expect(await host.page('list-comments', { id: made['id'] ?? 0 }, null)).toMatchObject({
      items: [{ body: 'y', public: false }],
    });
  });

  test('a key that was used for something else is refused, in words', async () => {
    const host = await rig.open();
    await outputOf(host.invoke('create-ticket', { subject: 'a', comment: 'x' }, { idempotencyKey: 'k' }));
    expect(await host.invoke('create-ticket', { subject: 'b', comment: 'x' }, { idempotencyKey: 'k' })).toMatchObject({
      failure: { kind: 'invalid', vendor: { code: 'IdempotentRequestError' } },
    });
  });

  test('a comment is found by its audit after a lost answer, and one that was never made is not', async () => {
    const host = await rig.open();
    const input = { id: 1, text: '已修复', public: false, status: 'pending' };
    expect(await host.lookUp('add-comment', input, { idempotencyKey: 'k' })).toMatchObject({ kind: 'absent' });
    await outputOf(host.invoke('add-comment', input, { idempotencyKey: 'k' }));
    expect(await host.lookUp('add-comment', input, { idempotencyKey: 'k' })).toMatchObject({
      kind: 'found',
      output: { id: 1, status: 'pending' },
    });
    expect(await host.page('list-comments', { id: 1 }, null)).toMatchObject({
      items: [{ public: true }, { body: '已修复', public: false }],
    });
  });

  test('a closed ticket cannot be changed: the way out is told', async () => {
    const outcome = await (await rig.open()).invoke('update-ticket', { id: 3, status: 'open' });
    expect(outcome).toMatchObject({
      failure: {
        kind: 'invalid',
        params: { detail: { en: expect.stringContaining('via_followup_source_id') } },
        vendor: { code: 'RecordInvalid', message: expect.stringContaining('closed prevents ticket update') },
      },
    });
  });

  test('what a sync writes is refused where the ticket was changed meanwhile', async () => {
    const host = await rig.open();
    const seen = await host.getRecord('ticket', '1');
    const write = (version: string | null) =>
      host.write('ticket', 'update', { id: '1', version, record: { subject: '登录问题', created_at: 'x' } }, 'key');
    await write(seen?.version ?? null);
    expect(rig.simulator.record('tickets', '1')).toMatchObject({
      subject: '登录问题',
      created_at: '2026-09-01T01:00:00Z',
    });
    now += 5_000;
    rig.simulator.upsert('tickets', { id: 1, priority: 'urgent' });
    await expect(write(seen?.version ?? null)).rejects.toMatchObject({ failure: { kind: 'conflict' } });
  });
});

describe('people', () => {
  test('a user is found by external id or e-mail and made where there is none', async () => {
    const host = await rig.open();
    expect(
      await outputOf(host.invoke('upsert-user', { externalId: 'c-1', name: '李雷', phone: '+8613800000001' })),
    ).toMatchObject({ id: 501, phone: '+8613800000001' });
    expect(await outputOf(host.invoke('upsert-user', { email: 'lilei@example.com', name: '李小雷' }))).toMatchObject({
      id: 501,
      name: '李小雷',
    });
    await outputOf(host.invoke('upsert-user', { externalId: 'c-2', name: '韩梅梅' }));
    expect(rig.simulator.records('users')).toHaveLength(3);
  });

  test('a name that is taken is a duplicate', async () => {
    expect(
      await (await rig.open()).invoke('upsert-organization', { externalId: 'cust-2', name: '示例科技' }),
    ).toMatchObject({
      failure: { code: 'connector.duplicate', vendor: { message: expect.stringContaining('taken') } },
    });
  });

  test('deleted users and organisations are among the changes as deleted', async () => {
    const host = await rig.open();
    for (const [object, collection, id] of [
      ['user', 'users', '501'],
      ['organization', 'organizations', '601'],
    ] as const) {
      const { cursor } = await host.changes(object, undefined, 'beginning');
      rig.simulator.remove(collection, id);
      now += 61_000;
      const { records } = await host.changes(object, cursor, 'beginning');
      expect(records.map((record) => [record.id, record.deleted])).toEqual([[id, true]]);
    }
  });
});

describe('exports', () => {
  async function follow(object: string, from?: Json): Promise<{ ids: readonly string[]; cursor: Json }> {
    const host = await rig.open();
    const ids: string[] = [];
    let cursor = from;
    let more = true;
    while (more) {
      const found = await host.changes(object, cursor, 'beginning');
      ids.push(...found.records.map(({ id }) => id));
      ({ more } = found);
      cursor = found.cursor;
    }
    return { ids, cursor: cursor ?? null };
  }

  test('what changed within the last minute comes with the next look', async () => {
    const { cursor } = await follow('ticket');
    const { id } = rig.simulator.upsert('tickets', { subject: '新' });
    expect((await follow('ticket', cursor)).ids).toEqual([]);
    now += 61_000;
    expect((await follow('ticket', cursor)).ids).toEqual([textOf(id)]);
  });

  test('it ends where it says so, over several pages', async () => {
    for (let n = 0; n < 2_300; n += 1) rig.simulator.upsert('tickets', { subject: `工单 ${n}` });
    now += 61_000;
    const { ids } = await follow('ticket');
    expect([ids.length, new Set(ids).size]).toEqual([2_303, 2_303]);
    const asked = rig.simulator.requests().filter(({ path }) => path.endsWith('/incremental/tickets/cursor'));
    expect(asked.map(({ query }) => new URLSearchParams(query).has('cursor'))).toEqual([false, true, true]);
  });

  test('no more than ten are asked for in a minute', async () => {
    const host = await rig.open();
    const looks = await Promise.allSettled(
      Array.from({ length: 11 }, () => host.changes('ticket', undefined, 'beginning')),
    );
    expect(looks.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(rig.simulator.requests().filter(({ status }) => status === 429)).toEqual([]);
  }, 60_000);
});

describe('events', () => {
  async function eventsOf(trigger: string, act: () => void, settings: JsonObject = {}): Promise<readonly Json[]> {
    const host = await rig.open();
    const server = await callbackServer(async (request) => {
      const outcome = await host.receive?.(trigger, settings, request);
      if (!outcome) throw new Error('callbacks are not received');
      return outcome;
    });
    await rig.simulator.subscribe({ url: server.url, secret: textOf(rig.simulator.connection()['signingSecret']) });
    act();
    await rig.simulator.settled();
    await server.close();
    return server.seen.flatMap(({ events }) => events);
  }

  test('words in capitals are written small, as the interface writes them', async () => {
    const events = await eventsOf(
      'ticket-status-changed',
      () => void rig.simulator.upsert('tickets', { id: 1, status: 'solved', subject: '改了' }),
    );
    expect(events).toMatchObject([
      { ticket: { id: '1', status: 'solved', priority: 'high' }, change: { current: 'SOLVED', previous: 'OPEN' } },
    ]);
  });

  test('the first comment of a ticket is no event, the next one is', async () => {
    const host = await rig.open();
    const { id } = await outputOf(host.invoke('create-ticket', { subject: 'a', comment: 'x' }));
    const events = await eventsOf(
      'comment-added',
      () => void rig.simulator.upsert('comments', { ticket_id: id ?? 0, body: '补充截图' }),
    );
    expect(events).toMatchObject([{ change: { comment: { body: '补充截图' } } }]);
  });

  test('any event of tickets may be wanted, or those of a type', async () => {
    const act = () => void rig.simulator.upsert('tickets', { id: 1, status: 'solved', priority: 'low' });
    expect(await eventsOf('event-received', act, { types: ['zen:event-type:ticket.priority_changed'] })).toMatchObject([
      { type: 'zen:event-type:ticket.priority_changed' },
    ]);
  });
});
