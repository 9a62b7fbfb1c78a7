import type { ConnectionId } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { plainCodec } from '../payload-codec.ts';
import { testStores, type TestStores } from '../testing/index.ts';
import { DataKeyStore, type WrappedKey } from './data-key.store.ts';
import { TokenStore } from './token.store.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.end());

describe('data keys', () => {
  const key = (createdAt: number): WrappedKey => ({
    id: newId(),
    tenantId: stores.tenantId,
    wrapped: Buffer.from([1, 2, createdAt]),
    wrappedBy: 'old',
    createdAt,
  });

  it('begin with one, whoever brings it first, and come newest first', async () => {
    const keys = new DataKeyStore({ database: stores.database });
    const brought = [key(1), key(2), key(3)];
    const kept = await Promise.all(brought.map((one) => keys.addFirst(one)));
    expect(new Set(kept.map((one) => one.id)).size).toBe(1);
    const newer = key(100);
    await keys.add(newer);
    expect((await keys.keysOf(stores.tenantId)).map((one) => one.id)).toEqual([newer.id, kept[0]!.id]);
  });

  it('are wrapped anew unless somebody did so meanwhile', async () => {
    const keys = new DataKeyStore({ database: stores.database });
    const [old] = await keys.notWrappedBy('new', 1);
    await keys.rewrap({ ...old!, wrapped: Buffer.from([9]), wrappedBy: 'new' }, 'old');
    await keys.rewrap({ ...old!, wrapped: Buffer.from([8]), wrappedBy: 'newer' }, 'old');
    const now = (await keys.keysOf(stores.tenantId)).find((one) => one.id === old!.id)!;
    expect([now.wrappedBy, [...now.wrapped]]).toEqual(['new', [9]]);
  });

  it('have a canary that is put once', async () => {
    const keys = new DataKeyStore({ database: stores.database });
    expect(await keys.canary()).toBeUndefined();
    await keys.putCanary({ sealed: Buffer.from([1]), wrappedBy: 'a' }, false);
    await keys.putCanary({ sealed: Buffer.from([2]), wrappedBy: 'b' }, false);
    expect(await keys.canary()).toMatchObject({ wrappedBy: 'a' });
    await keys.putCanary({ sealed: Buffer.from([2]), wrappedBy: 'b' }, true);
    expect([...(await keys.canary())!.sealed]).toEqual([2]);
  });
});

describe('tokens of connections', () => {
  it('are kept sealed, per scheme, and refreshed by one at a time', async () => {
    const connectionId = newId<ConnectionId>();
    const connection = {
      id: connectionId,
      name: 'c',
      connector: { name: 'crm', version: '1.0.0' },
      fields: {},
      secrets: null,
      secretNames: [],
    };
    await stores.administration.inTenant(stores.tenantId, ({ connections }) =>
      connections.create({ ...connection, by: stores.ownerId }),
    );
    const tokens = new TokenStore({ database: stores.database, codec: plainCodec });
    const place = { tenantId: stores.tenantId, connectionId, scheme: '1|0' };
    const token = { token: 't', refreshToken: 'r', renewAt: 5, account: { id: 1 } };
    expect(await tokens.load(place)).toBeUndefined();
    await tokens.save(place, token);
    expect(await tokens.load(place)).toEqual(token);
    expect(await tokens.load({ ...place, scheme: '2|0' })).toBeUndefined();
    expect(await tokens.load({ ...place, tenantId: newId() })).toBeUndefined();
    let [now, most] = [0, 0];
    const refresh = async (): Promise<void> => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
    };
    await Promise.all(Array.from({ length: 6 }, () => tokens.exclusively(place, refresh)));
    expect(most).toBe(1);
    await expect(tokens.exclusively(place, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(await tokens.exclusively(place, () => Promise.resolve('again'))).toBe('again');
    const dead = Buffer.from('a process that died');
    await stores.database.system.query(
      `insert into connection_state (connection_id, name, tenant_id, value, expires_at) values ($1, '1|0|lease', $2, $3, now())`,
      [connectionId, stores.tenantId, dead],
    );
    expect(await tokens.exclusively(place, () => Promise.resolve('its lease is over'))).toBe('its lease is over');
    await tokens.save({ ...place, scheme: '2|0' }, token);
    expect(await tokens.load(place)).toBeUndefined();
    await tokens.forget({ ...place, scheme: '2|0' });
    expect(await tokens.load({ ...place, scheme: '2|0' })).toBeUndefined();
  });
});
