import { inspect } from 'node:util';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { TenantId } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import {
  checkCanary,
  DataKeys,
  localKeyWrapper,
  parseMasterKey,
  readOrCreateMasterKey,
  rewrapDataKeys,
  Secret,
  Vault,
} from './index.ts';
import { memoryKeyStore } from './testing/index.ts';

const tenant = '0190a000-0000-7000-8000-000000000001' as TenantId;
const other = '0190a000-0000-7000-8000-000000000002' as TenantId;
const place = { tenantId: tenant, table: 'connections', row: 'r1', field: 'appSecret' };

function open(store = memoryKeyStore(), master: Uint8Array = randomBytes(32), now = () => Date.now()) {
  return { store, master, vault: new Vault(new DataKeys(localKeyWrapper(master), store, now)) };
}

describe('a secret', () => {
  it('prints as [secret] however it is printed', () => {
    const secret = new Secret('hunter2');
    const printed = [
      String(secret),
      secret.toString(),
      JSON.stringify({ secret }),
      inspect({ deep: { secret } }),
      inspect(secret, { showHidden: true }),
    ];
    expect(printed.every((text) => text.includes('[secret]') && !text.includes('hunter2'))).toBe(true);
  });
});

describe('the vault', () => {
  it('opens what it sealed, in another process too', async () => {
    const { store, master, vault } = open();
    const sealed = await vault.seal(place, new Secret('钥匙'));
    expect((await open(store, master).vault.open(place, sealed)).reveal()).toBe('钥匙');
    expect(sealed.toString('latin1')).not.toContain('钥匙');
  });

  it('seals the same value differently each time', async () => {
    const { vault } = open();
    const all = await Promise.all(Array.from({ length: 50 }, () => vault.seal(place, new Secret('same'))));
    expect(new Set(all.map((one) => one.toString('hex'))).size).toBe(50);
  });

  it.each([
    ['tenant', { ...place, tenantId: other }],
    ['table', { ...place, table: 'users' }],
    ['row', { ...place, row: 'r2' }],
    ['field', { ...place, field: 'other' }],
  ])('does not open a value that was moved to another %s', async (_, elsewhere) => {
    const { vault } = open();
    const sealed = await vault.seal(place, new Secret('x'));
    await expect(vault.open(elsewhere, sealed)).rejects.toMatchObject({ failure: { code: 'vault.unreadable' } });
  });

  it('does not open a value of which any one bit was altered', async () => {
    const { vault } = open();
    const sealed = await vault.seal(place, new Secret('value'));
    for (let index = 0; index < sealed.length; index += 1) {
      const altered = Buffer.from(sealed);
      altered[index] = (altered[index] ?? 0) ^ 1;
      await expect(vault.open(place, altered), `byte ${index}`).rejects.toMatchObject({
        failure: { code: 'vault.unreadable' },
      });
    }
  });

  it('seals with a new key after rotation, opens both, and reseals the old one once', async () => {
    const { vault } = open();
    const before = await vault.seal(place, new Secret('v'));
    await vault.rotate(tenant);
    const moved = await vault.reseal(place, before);
    expect((await vault.open(place, before)).reveal()).toBe('v');
    expect((await vault.open(place, moved ?? Buffer.alloc(0))).reveal()).toBe('v');
    expect(await vault.reseal(place, moved ?? Buffer.alloc(0))).toBeUndefined();
  });

  it('opens what another process sealed with a key made a moment ago', async () => {
    const { store, master, vault } = open();
    await vault.seal(place, new Secret('first'));
    const second = open(store, master).vault;
    await second.rotate(tenant);
    expect((await vault.open(place, await second.seal(place, new Secret('late')))).reveal()).toBe('late');
  });

  it('retires a data key after ninety days', async () => {
    let now = 0;
    const { store, vault } = open(memoryKeyStore(), randomBytes(32), () => now);
    await vault.seal(place, new Secret('x'));
    now = 91 * 24 * 3600 * 1000;
    await vault.seal(place, new Secret('x'));
    expect(await store.keysOf(tenant)).toHaveLength(2);
  });

  it('derives the same purpose key at every start and another one for another purpose', async () => {
    const { store, master, vault } = open();
    const key = await vault.purposeKey('callbacks');
    expect(await open(store, master).vault.purposeKey('callbacks')).toEqual(key);
    expect(await vault.purposeKey('sessions')).not.toEqual(key);
  });
});

describe('the key-encryption key', () => {
  it('is refused with a clear code when the database was made with another one', async () => {
    const store = memoryKeyStore();
    await checkCanary(localKeyWrapper(randomBytes(32)), store);
    await expect(checkCanary(localKeyWrapper(randomBytes(32)), store)).rejects.toMatchObject({
      failure: { code: 'vault.wrong-key' },
    });
  });

  it('can be rotated while everything runs, after which the old one is not needed', async () => {
    const { store, master, vault } = open();
    await checkCanary(localKeyWrapper(master), store);
    const sealed = await vault.seal(place, new Secret('kept'));
    const next = randomBytes(32);
    expect(await rewrapDataKeys(localKeyWrapper(next, master), store)).toBe(1);
    await checkCanary(localKeyWrapper(next), store);
    expect((await open(store, next).vault.open(place, sealed)).reveal()).toBe('kept');
  });

  it('is 32 bytes in hexadecimal or base64, and nothing else', () => {
    const key = randomBytes(32);
    expect(Buffer.from(parseMasterKey(key.toString('hex'))).equals(key)).toBe(true);
    expect(Buffer.from(parseMasterKey(` ${key.toString('base64')}\n`)).equals(key)).toBe(true);
    expect(() => parseMasterKey('secret')).toThrow('vault.key-invalid');
  });

  it('is made once in the data directory, for its owner alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vault-'));
    const path = join(folder, 'keys', 'master.key');
    const first = await readOrCreateMasterKey(path);
    const second = await readOrCreateMasterKey(path);
    const { mode } = await stat(path);
    await rm(folder, { recursive: true });
    expect([first.created, second.created, mode & 0o777]).toEqual([true, false, 0o600]);
    expect(Buffer.from(second.key).equals(Buffer.from(first.key))).toBe(true);
  });
});
