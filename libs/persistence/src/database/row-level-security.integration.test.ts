import type { ConnectionId, TenantId, UserId } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { tenantTables } from '../schema/row-level-security.ts';
import { IdentityStore } from '../stores/identity.store.ts';
import { testStores, type TestStores } from '../testing/index.ts';

let stores: TestStores;
const other = newId<TenantId>();

beforeAll(async () => {
  stores = await testStores();
  const { lease } = await stores.claimedRun({ dedupeKey: 'key' });
  const failure = { code: 'run.timeout', kind: 'permanent' } as const;
  await stores.journal.suspend(lease, [{ path: 'w', reason: 'approval', wakeAt: Date.now() + 1e6, address: 'a' }], []);
  const failing = await stores.claimedRun();
  await stores.journal.attempt(failing.lease, {
    path: 's',
    n: 1,
    key: 'k',
    effect: 'read',
    requestHash: '',
    input: 1,
    at: 1,
  });
  await stores.journal.finish(failing.lease, { state: 'failed', failure, at: Date.now() });
  await stores.database.asSystem((manager) =>
    manager.query(`insert into tenant (id, name) values ($1, 'Other')`, [other]),
  );
});
afterAll(() => stores.end());

const rowsSeen = (tenantId: TenantId, table: string): Promise<number> =>
  stores.database.withTenant(tenantId, async (manager) =>
    Number((await manager.query(`select count(*) from "${table}"`))[0].count),
  );

describe('row-level security', () => {
  it('is on, and forced on owners, for every table that holds rows of tenants', async () => {
    const { rows } = await stores.database.system.query<{ relname: string }>(
      `select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
       where nspname = 'joinery' and relkind in ('r', 'p') and not relispartition
         and not (relrowsecurity and relforcerowsecurity) order by relname`,
    );
    expect(rows.map((row) => row.relname)).toEqual(['schema_migration']);
  });

  it('knows every table that has a tenant', async () => {
    const { rows } = await stores.database.system.query<{ name: string }>(
      `select table_name as name from information_schema.columns join pg_class on relname = table_name
       where table_schema = 'joinery' and column_name = 'tenant_id' and not relispartition`,
    );
    expect(rows.map((row) => row.name).toSorted()).toEqual([...tenantTables].toSorted());
  });

  it('shows a tenant its own rows and none of another’s, whatever the query forgets', async () => {
    for (const table of [
      'run',
      'event',
      'event_key',
      'journal',
      'wait',
      'flow',
      'flow_version',
      'trigger',
      'alert',
      'app_user',
    ])
      expect([table, (await rowsSeen(stores.tenantId, table)) > 0, await rowsSeen(other, table)]).toEqual([
        table,
        true,
        0,
      ]);
  });

  it('shows nothing to a session that names no tenant', async () => {
    const nobody = newId<TenantId>();
    expect(await rowsSeen(nobody, 'run')).toBe(0);
    expect(await rowsSeen(nobody, 'tenant')).toBe(0);
  });

  it('refuses to write a row of another tenant', async () => {
    const by = newId<UserId>();
    await expect(
      stores.database.withTenant(other, (manager) =>
        manager.query(
          `insert into connection (id, tenant_id, connector, connector_version, name, created_by) values ($1, $2, 'http', '1.0.0', 'x', $3)`,
          [newId<ConnectionId>(), stores.tenantId, by],
        ),
      ),
    ).rejects.toThrow('row-level security');
  });

  it('binds the application whoever DATABASE_URL names', async () => {
    const { rows } = await stores.database.system.query<{ user: string; bound: boolean }>(
      `select current_user as user, not (rolsuper or rolbypassrls) as bound from pg_roles where rolname = current_user`,
    );
    expect(rows).toEqual([{ user: 'joinery_app', bound: true }]);
  });

  it('lets nobody rewrite history: versions and audit entries can be added, not changed', async () => {
    for (const table of ['audit', 'flow_version'])
      await expect(stores.database.system.query(`delete from ${table}`)).rejects.toThrow('permission denied');
    await expect(stores.database.system.query(`drop table run`)).rejects.toThrow('must be owner');
  });

  it('leaves a tenant in the next transaction of the connection', async () => {
    await rowsSeen(stores.tenantId, 'run');
    const seen = await stores.database.asSystem((manager) =>
      manager.query(`select current_setting('joinery.tenant', true) as tenant`),
    );
    expect(seen[0].tenant).toBeFalsy();
  });

  it('finds nobody of a suspended tenant', async () => {
    const identities = new IdentityStore({ database: stores.database });
    expect(await identities.memberByEmail('OWNER@example.com')).toMatchObject({ user: { role: 'owner' } });
    await stores.database.asSystem((manager) =>
      manager.query(`update tenant set state = 'suspended' where id = $1`, [stores.tenantId]),
    );
    expect(await identities.memberByEmail('owner@example.com')).toBeUndefined();
  });
});
