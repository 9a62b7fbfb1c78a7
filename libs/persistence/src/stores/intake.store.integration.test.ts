import type { FlowId } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { testStores, type TestStores } from '../testing/index.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.end());

const count = async (sql: string, values: readonly unknown[] = []): Promise<number> =>
  Number((await stores.database.system.query<{ count: string }>(sql, [...values])).rows[0]!.count);

describe('accepting events', () => {
  it('has stored event and run when it answers, and says that the run can be claimed', async () => {
    const accepted = await stores.intake.accept(stores.event({ body: { text: 'nul \0, 漢字, "quotes"' } }));
    expect(accepted.kind).toBe('accepted');
    expect(stores.published).toContain(accepted.runId);
    const run = await stores.claim(accepted.runId);
    expect(run.event).toEqual({ text: 'nul \0, 漢字, "quotes"' });
  });

  it('makes one run of many events with one key, however they come', async () => {
    const other = await stores.anotherProcess();
    const sources = [stores.intake, other.intake];
    const all = await Promise.all(
      Array.from({ length: 60 }, (_, n) => sources[n % 2]!.accept(stores.event({ dedupeKey: 'ticket {"\\1' }))),
    );
    const again = await stores.intake.accept(stores.event({ dedupeKey: 'ticket {"\\1' }));
    expect(all.filter((one) => one.kind === 'accepted')).toHaveLength(1);
    expect(new Set([...all, again].map((one) => one.runId)).size).toBe(1);
    expect(await count('select count(*) from run where dedupe_key = $1', ['ticket {"\\1'])).toBe(1);
  });

  it('takes a key again when its window is over', async () => {
    const first = await stores.intake.accept(stores.event({ dedupeKey: 'short', dedupeWindowMs: 0 }));
    const second = await stores.intake.accept(stores.event({ dedupeKey: 'short' }));
    const third = await stores.intake.accept(stores.event({ dedupeKey: 'short' }));
    expect(second).toMatchObject({ kind: 'accepted' });
    expect(second.runId).not.toBe(first.runId);
    expect(third).toEqual({ kind: 'duplicate', runId: second.runId });
  });

  it('keeps the keys of flows apart', async () => {
    const otherFlow = newId<FlowId>();
    const [one, two] = await Promise.all([
      stores.intake.accept(stores.event({ dedupeKey: 'same' })),
      stores.intake.accept(stores.event({ dedupeKey: 'same', flowId: otherFlow })),
    ]);
    expect([one.kind, two.kind]).toEqual(['accepted', 'accepted']);
  });

  it('bears keys of any length and content', async () => {
    const long = 'x'.repeat(100_000);
    const [one, two] = [
      await stores.intake.accept(stores.event({ dedupeKey: long, orderingKey: 'a\0b' })),
      await stores.intake.accept(stores.event({ dedupeKey: long })),
    ];
    expect(two).toEqual({ kind: 'duplicate', runId: one.runId });
  });

  it('refuses a row the database cannot take without failing its neighbours', async () => {
    const good = Array.from({ length: 5 }, () => stores.intake.accept(stores.event()));
    const bad = stores.intake.accept(stores.event({ mode: 'neither' as never }));
    const more = Array.from({ length: 5 }, () => stores.intake.accept(stores.event()));
    await expect(bad).rejects.toThrow();
    expect((await Promise.all([...good, ...more])).map((one) => one.kind)).toEqual(Array(10).fill('accepted'));
  });

  it('makes one run per tick over all nodes', async () => {
    const other = await stores.anotherProcess();
    const tick = { triggerId: newId<never>(), tickAt: Date.now(), event: stores.event() };
    const outcomes = await Promise.all([
      stores.intake.acceptTick(tick),
      other.intake.acceptTick(tick),
      stores.intake.acceptTick(tick),
    ]);
    expect(outcomes.filter((one) => one?.kind === 'accepted')).toHaveLength(1);
    expect(outcomes.filter((one) => one === undefined)).toHaveLength(2);
  });
});
