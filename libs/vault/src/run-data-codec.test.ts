import { randomBytes } from 'node:crypto';
import type { TenantId } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { DataKeys, localKeyWrapper, RunDataCodec } from './index.ts';
import { memoryKeyStore } from './testing/index.ts';

const tenant = '0190a000-0000-7000-8000-000000000001' as TenantId;
const bytes = Buffer.from('{"phone":"13800000000"}');

function process(store = memoryKeyStore(), master: Uint8Array = randomBytes(32), now = () => Date.now()) {
  const keys = new DataKeys(localKeyWrapper(master), store, now);
  return { store, master, keys, codec: new RunDataCodec(keys) };
}

describe('the codec of run data', () => {
  it('opens what it sealed for the same row and for no other', async () => {
    const { codec } = process();
    await codec.ready(tenant);
    const sealed = codec.seal(tenant, bytes, 'event|1');
    expect(Buffer.from(codec.open(tenant, sealed, 'event|1'))).toEqual(bytes);
    expect(() => codec.open(tenant, sealed, 'event|2')).toThrow('vault.unreadable');
  });

  it('lets two processes that begin at once agree on the first key', async () => {
    const one = process();
    const two = process(one.store, one.master);
    await Promise.all([one.codec.ready(tenant), two.codec.ready(tenant)]);
    expect(Buffer.from(two.codec.open(tenant, one.codec.seal(tenant, bytes, 'r'), 'r'))).toEqual(bytes);
    expect(await one.store.keysOf(tenant)).toHaveLength(1);
  });

  it('seals with a rotated key only when the other processes have had time to see it', async () => {
    let now = 1_000_000;
    const one = process(memoryKeyStore(), randomBytes(32), () => now);
    const two = process(one.store, one.master, () => now);
    await Promise.all([one.codec.ready(tenant), two.codec.ready(tenant)]);
    await one.keys.rotate(tenant);
    const early = one.codec.seal(tenant, bytes, 'r');
    expect(Buffer.from(two.codec.open(tenant, early, 'r'))).toEqual(bytes);

    now += 10 * 60_000;
    await two.keys.refresh();
    const late = one.codec.seal(tenant, bytes, 'r');
    expect(Buffer.from(two.codec.open(tenant, late, 'r'))).toEqual(bytes);
    expect(late.subarray(1, 17)).not.toEqual(early.subarray(1, 17));
  });
});
