export { ConnectionSecrets, type SecretValues } from './connection-secrets.ts';
export { checkCanary, rewrapDataKeys } from './canary.ts';
export { DataKeys, type KeyStore, type WrappedKey } from './data-keys.ts';
export { localKeyWrapper, type KeyWrapper } from './key-wrapper.ts';
export { parseMasterKey, readMasterKey, readOrCreateMasterKey } from './master-key.ts';
export { RunDataCodec } from './run-data-codec.ts';
export { Secret } from './secret.ts';
export { Vault, type SealedPlace } from './vault.ts';
