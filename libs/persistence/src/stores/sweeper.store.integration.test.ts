import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idFloor, newId } from '../ids.ts';
import { testStores, type TestStores } from '../testing/index.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.end());

const dayMs = 24 * 3600 * 1000;
const count = async (sql: string): Promise<number> =>
  Number((await stores.database.system.query<{ count: string }>(sql)).rows[0]!.count);

describe('the sweeper', () => {
  it('throws away what has expired and nothing else', async () => {
    await stores.triggers.firstSight({ tenantId: stores.tenantId, scope: newId(), id: 'old', keepMs: 0 });
    await stores.triggers.firstSight({ tenantId: stores.tenantId, scope: newId(), id: 'new', keepMs: 60_000 });
    await stores.intake.accept(stores.event({ dedupeKey: 'old', dedupeWindowMs: 0 }));
    await stores.intake.accept(stores.event({ dedupeKey: 'new' }));
    expect(await stores.sweeper.expire()).toBe(false);
    expect([await count('select count(*) from replay_id'), await count('select count(*) from event_key')]).toEqual([
      1, 1,
    ]);
  });

  it('makes the days to come and drops those that every tenant has let go, unless a run of theirs goes on', async () => {
    const now = Date.now();
    const old = now - 100 * dayMs;
    await stores.sweeper.keepPartitions(old);
    const make = (ms: number) =>
      stores.database.system.query(
        `insert into run (id, tenant_id, flow_id, event_id, version, timeout_ms, state) values ($1, $2, $3, $4, 1, 1000, 'succeeded')`,
        [`${idFloor(ms).slice(0, 23)}-${newId().slice(24)}`, stores.tenantId, stores.flowId, idFloor(ms)],
      );
    await make(old);
    await make(old + dayMs);
    await stores.database.system.query(`update run set state = 'waiting' where id < $1 and id >= $2`, [
      idFloor(old + 2 * dayMs),
      idFloor(old + dayMs / 2),
    ]);
    const dropped = await stores.sweeper.keepPartitions(now);
    const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '');
    expect(dropped).toContain(dayOf(old));
    expect(dropped).not.toContain(dayOf(old + dayMs));
    expect(await count('select count(*) from run')).toBeGreaterThanOrEqual(1);
    const { rows } = await stores.database.system.query(`select to_regclass('run_' || $1) is not null as there`, [
      dayOf(now + 13 * dayMs),
    ]);
    expect(rows).toEqual([{ there: true }]);
    // Days inside everybody's retention stay.
    expect(dropped.every((day) => day < dayOf(now - 85 * dayMs))).toBe(true);
  });
});
