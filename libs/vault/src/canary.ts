import { FailureError } from '@joinery/contracts';
import type { KeyStore } from './data-keys.ts';
import { keyContext } from './data-keys.ts';
import type { KeyWrapper } from './key-wrapper.ts';

const song = Buffer.from('the joint holds');
const context = 'canary';

/**
 * At boot: the first start leaves a canary in the database; a later start with another key cannot open it and stops
 * with `vault.wrong-key` before anything is sealed with a key that nobody will have tomorrow.
 */
export async function checkCanary(wrapper: KeyWrapper, store: KeyStore): Promise<void> {
  const canary = (await store.canary()) ?? (await leaveCanary(wrapper, store));
  try {
    const heard = await wrapper.unwrap(canary.sealed, canary.wrappedBy, context);
    if (!song.equals(heard)) throw new Error('the canary sings another song');
  } catch (cause) {
    throw new FailureError({ code: 'vault.wrong-key', kind: 'invalid' }, { cause });
  }
}

async function leaveCanary(wrapper: KeyWrapper, store: KeyStore) {
  const canary = { sealed: await wrapper.wrap(song, context), wrappedBy: wrapper.keyId };
  await store.putCanary(canary, false);
  // Another process may have been first, with another key.
  return (await store.canary()) ?? canary;
}

const batch = 100;

/**
 * Rotation of the key-encryption key, while everything runs: started with the new key as current and the old one as
 * previous, every data key is wrapped anew. Afterwards the old key can be forgotten. Gives how many were rewrapped.
 */
export async function rewrapDataKeys(wrapper: KeyWrapper, store: KeyStore): Promise<number> {
  let count = 0;
  for (;;) {
    const keys = await store.notWrappedBy(wrapper.keyId, batch);
    if (keys.length === 0) break;
    for (const key of keys) {
      const plain = await wrapper.unwrap(key.wrapped, key.wrappedBy, keyContext(key));
      const wrapped = await wrapper.wrap(plain, keyContext(key));
      await store.rewrap({ ...key, wrapped, wrappedBy: wrapper.keyId }, key.wrappedBy);
      count += 1;
    }
  }
  await store.putCanary({ sealed: await wrapper.wrap(song, context), wrappedBy: wrapper.keyId }, true);
  return count;
}
