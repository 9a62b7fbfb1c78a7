import { join } from 'node:path';
import type { DataKeyStore } from '@joinery/persistence';
import {
  checkCanary,
  DataKeys,
  localKeyWrapper,
  parseMasterKey,
  readMasterKey,
  readOrCreateMasterKey,
  rewrapDataKeys,
  RunDataCodec,
  Vault,
} from '@joinery/vault';
import type { Config } from '../config/config.ts';

export interface OpenVault {
  readonly vault: Vault;
  readonly codec: RunDataCodec;
  /** A key was made in the data folder just now; whoever starts for the first time is told to keep it. */
  readonly createdKeyFile: string | undefined;
}

/**
 * The vault under the configured master key. A key that does not fit the data is refused before anything is read.
 * @throws FailureError `vault.wrong-key` and what reading the key may throw
 */
export async function openVault(config: Pick<Config, 'key' | 'storage'>, store: DataKeyStore): Promise<OpenVault> {
  const { key, created } = await masterKey(config);
  const previous = config.key.previousKey === undefined ? [] : [parseMasterKey(config.key.previousKey)];
  const wrapper = localKeyWrapper(key, ...previous);
  await checkCanary(wrapper, store);
  if (previous.length > 0) await rewrapDataKeys(wrapper, store);
  const keys = new DataKeys(wrapper, store);
  keys.keepFresh();
  return { vault: new Vault(keys), codec: new RunDataCodec(keys), createdKeyFile: created };
}

async function masterKey({
  key,
  storage,
}: Pick<Config, 'key' | 'storage'>): Promise<{ readonly key: Uint8Array; readonly created: string | undefined }> {
  if (key.key !== undefined) return { key: parseMasterKey(key.key), created: undefined };
  if (key.keyFile !== undefined) return { key: await readMasterKey(key.keyFile), created: undefined };
  const path = join(storage.dataDir, 'master.key');
  const made = await readOrCreateMasterKey(path);
  return { key: made.key, created: made.created ? path : undefined };
}
