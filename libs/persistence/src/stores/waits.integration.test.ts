import type { FlowId, RunId } from '@joinery/contracts';
import type { Lease, Wait } from '@joinery/engine';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { testDocument, testStores, type TestStores } from '../testing/index.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
});
beforeEach(() => {
  stores.published.length = 0;
});
afterAll(() => stores.end());

const hourMs = 3_600_000;
const later = (): number => Date.now() + hourMs;
const callback = (address: string, path = 'call'): Wait => ({
  path,
  reason: 'callback',
  wakeAt: later(),
  address,
  question: { q: 1 },
});
const answered = (body: string) => ({ kind: 'answered', body, at: 1 }) as const;
const answer = (address: string, body: string) =>
  stores.answers.answer({ tenantId: stores.tenantId, address, answer: answered(body) });
const token = (): string => `token-${newId()}`;

/** What the run sees of its wait when it is claimed the next time. */
async function seen(runId: RunId, path = 'call') {
  const { lease } = await stores.claim(runId);
  const known = await stores.runs.checkpoints(lease, '', 0);
  return known.find((checkpoint) => checkpoint.path === path)?.state;
}

describe('a parked run', () => {
  it('holds no worker and is not claimed before its time', async () => {
    const { lease } = await stores.claimedRun();
    await stores.journal.suspend(lease, [callback(token())], []);
    expect(await stores.runs.claim(lease.runId)).toEqual({ kind: 'not-now' });
  });

  it('is found by the relay when its timer is due, and by nobody before', async () => {
    const [soon, far] = [(await stores.claimedRun()).lease, (await stores.claimedRun()).lease];
    await stores.journal.suspend(soon, [{ path: 'w', reason: 'timer', wakeAt: Date.now() - 1 }], []);
    await stores.journal.suspend(far, [{ path: 'w', reason: 'timer', wakeAt: later() }], []);
    const due = await stores.relay.take(100);
    expect(due).toContain(soon.runId);
    expect(due).not.toContain(far.runId);
    expect(await seen(soon.runId, 'w')).toMatchObject({ kind: 'waiting', wait: { reason: 'timer' } });
  });

  it('wakes at the end of its time although its wait is longer', async () => {
    const { lease, deadlineAt } = await stores.claimedRun({ timeoutMs: 5_000 });
    await stores.journal.suspend(lease, [callback(token())], []);
    const { rows } = await stores.database.system.query('select due_at from run where id = $1', [lease.runId]);
    expect(Math.floor(rows[0].due_at.getTime())).toBe(deadlineAt);
  });

  it('is woken by an answer in time, and answered once', async () => {
    const { lease } = await stores.claimedRun();
    const address = token();
    await stores.journal.suspend(lease, [callback(address)], []);
    expect(await answer(address, 'first')).toBe('answered');
    expect(stores.published).toEqual([lease.runId]);
    expect(await answer(address, 'second')).toBe('twice');
    expect(await seen(lease.runId)).toMatchObject({ kind: 'waiting', wait: { address }, answer: answered('first') });
  });

  it('finds an answer that came before it parked, the first of two', async () => {
    const { lease } = await stores.claimedRun();
    const address = token();
    expect(await answer(address, 'first')).toBe('early');
    expect(await answer(address, 'second')).toBe('twice');
    await stores.journal.suspend(lease, [callback(address)], []);
    expect(stores.published).toEqual([lease.runId]);
    expect(await seen(lease.runId)).toMatchObject({ answer: answered('first') });
  });

  it('never misses an answer that comes while it parks', async () => {
    const runs = await Promise.all(Array.from({ length: 40 }, () => stores.claimedRun()));
    const addresses = runs.map(token);
    await Promise.all(
      runs.flatMap(({ lease }, n) => [
        stores.journal.suspend(lease, [callback(addresses[n]!)], []),
        answer(addresses[n]!, 'raced'),
      ]),
    );
    expect(stores.published.toSorted()).toEqual(runs.map(({ lease }) => lease.runId).toSorted());
    for (const { lease } of runs) expect(await seen(lease.runId)).toMatchObject({ answer: answered('raced') });
  });

  it('keeps the answer of one branch while it waits for another', async () => {
    const { lease } = await stores.claimedRun();
    const [one, two] = [token(), token()];
    await stores.journal.suspend(lease, [callback(one, 'a'), callback(two, 'b')], []);
    await answer(one, 'a');
    const { lease: second } = await stores.claim(lease.runId);
    expect(await answer(two, 'b')).toBe('answered');
    stores.published.length = 0;
    await stores.journal.suspend(second, [callback(two, 'b')], []);
    expect(stores.published).toEqual([lease.runId]);
    const { lease: third } = await stores.claim(lease.runId);
    const known = await stores.runs.checkpoints(third, '', 0);
    expect(known).toMatchObject([
      { path: 'a', state: { answer: answered('a') } },
      { path: 'b', state: { answer: answered('b') } },
    ]);
  });

  it('wakes every run that waits for the same event, and none of another tenant', async () => {
    const address = `crm|closed|${newId()}`;
    const [one, two] = [(await stores.claimedRun()).lease, (await stores.claimedRun()).lease];
    for (const lease of [one, two])
      await stores.journal.suspend(lease, [{ ...callback(address), reason: 'event' }], []);
    expect(await stores.answers.answer({ tenantId: newId<never>(), address, answer: answered('x') })).toBe('early');
    expect(stores.published).toEqual([]);
    expect(await answer(address, 'closed')).toBe('answered');
    expect(stores.published.toSorted()).toEqual([one.runId, two.runId].toSorted());
  });

  it('takes a person’s word on a held attempt, once, and raises an alert for it', async () => {
    const { lease } = await stores.claimedRun();
    await stores.journal.suspend(lease, [{ path: 'send', reason: 'held', wakeAt: later() }], []);
    const word = { tenantId: stores.tenantId, runId: lease.runId, path: 'send' };
    const waits = await stores.administration.inTenant(stores.tenantId, (records) => records.runs.waits({ limit: 10 }));
    expect(waits.items).toMatchObject([{ runId: lease.runId, path: 'send', reason: 'held' }]);
    expect(
      await stores.answers.answerAt({ ...word, tenantId: newId<never>(), answer: { kind: 'resolved', as: 'retry' } }),
    ).toBe('unknown');
    expect(await stores.answers.answerAt({ ...word, answer: { kind: 'resolved', as: 'accept', output: 1 } })).toBe(
      'answered',
    );
    expect(await stores.answers.answerAt({ ...word, answer: { kind: 'resolved', as: 'fail' } })).toBe('twice');
    expect(await seen(lease.runId, 'send')).toMatchObject({ answer: { kind: 'resolved', as: 'accept', output: 1 } });
    const alerts = await stores.administration.inTenant(stores.tenantId, (records) =>
      records.alerts.list({ limit: 50 }),
    );
    expect(alerts.items.map((alert) => alert.kind)).toContain('attempt-held');
  });

  it('may be held again at the same step with nothing answered yet', async () => {
    const { lease } = await stores.claimedRun();
    const held: Wait = { path: 'send', reason: 'held', wakeAt: later() };
    const word = {
      tenantId: stores.tenantId,
      runId: lease.runId,
      path: 'send',
      answer: { kind: 'resolved', as: 'retry' },
    } as const;
    await stores.journal.suspend(lease, [held], []);
    await stores.answers.answerAt(word);
    const second = await stores.claim(lease.runId);
    await stores.journal.suspend(second.lease, [held], []);
    expect(await stores.runs.claim(lease.runId)).toEqual({ kind: 'not-now' });
    expect(await stores.answers.answerAt(word)).toBe('answered');
  });

  it('is woken by the sweeper when its process died between the answer and the waking', async () => {
    const { lease } = await stores.claimedRun();
    const address = token();
    await stores.journal.suspend(lease, [callback(address)], []);
    await answer(address, 'x');
    await stores.database.system.query(
      `update run set state = 'waiting', due_at = now() + interval '1 day' where id = $1`,
      [lease.runId],
    );
    stores.published.length = 0;
    await stores.sweeper.settle();
    expect(stores.published).toEqual([lease.runId]);
  });
});

describe('a called flow', () => {
  const call = async (lease: Lease, flowId: FlowId): Promise<RunId> => {
    const id = newId<RunId>();
    const wait: Wait = { path: 'sub', reason: 'flow', wakeAt: later(), address: id };
    await stores.journal.suspend(lease, [wait], [{ id, flowId, input: { x: 1 }, depth: 1, path: 'sub' }]);
    return id;
  };

  it('runs on its published version and wakes its caller with what it gave', async () => {
    const parent = await stores.claimedRun();
    const childId = await call(parent.lease, stores.flowId);
    expect(stores.published).toEqual([childId]);
    const child = await stores.claim(childId);
    expect(child).toMatchObject({ event: { x: 1 }, depth: 1, flow: { version: 1 } });
    stores.published.length = 0;
    await stores.journal.finish(child.lease, { state: 'succeeded', output: { y: 2 }, at: Date.now() });
    expect(stores.published).toEqual([parent.lease.runId]);
    expect(await seen(parent.lease.runId, 'sub')).toMatchObject({
      answer: { kind: 'child-ended', state: 'succeeded', output: { y: 2 } },
    });
  });

  it('wakes its caller with its failure, a cancellation too', async () => {
    const parent = await stores.claimedRun();
    const childId = await call(parent.lease, stores.flowId);
    await stores.commands.cancel(stores.tenantId, childId);
    expect(await seen(parent.lease.runId, 'sub')).toMatchObject({
      answer: { kind: 'child-ended', state: 'cancelled', failure: { code: 'run.cancelled' } },
    });
  });

  it('that is not published fails its caller at once', async () => {
    const flowId = newId<FlowId>();
    await stores.administration.inTenant(stores.tenantId, (records) =>
      records.flows.create({
        id: flowId,
        name: 'unpublished',
        description: '',
        document: testDocument(),
        by: stores.ownerId,
      }),
    );
    const parent = await stores.claimedRun();
    await call(parent.lease, flowId);
    expect(stores.published).toContain(parent.lease.runId);
    expect(await seen(parent.lease.runId, 'sub')).toMatchObject({
      answer: { kind: 'child-ended', state: 'failed', failure: { code: 'flow.not-published' } },
    });
  });
});
