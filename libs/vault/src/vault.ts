import { hkdfSync } from 'node:crypto';
import type { TenantId } from '@joinery/contracts';
import type { DataKey, DataKeys } from './data-keys.ts';
import { keyIdOf, openUnder, sealUnder } from './envelope.ts';
import { Secret } from './secret.ts';

/** Where a sealed value stands. It opens nowhere else: moving it to another row, field or tenant makes it unreadable. */
export interface SealedPlace {
  readonly tenantId: TenantId;
  readonly table: string;
  readonly row: string;
  readonly field: string;
}

/** Owns the keys that belong to the installation and to no tenant. */
const installation = '00000000-0000-0000-0000-000000000000' as TenantId;

/** Seals values for one place each, with `tenant|table|row|field|keyId` as additional data. */
export class Vault {
  readonly #keys: DataKeys;

  constructor(keys: DataKeys) {
    this.#keys = keys;
  }

  async seal(place: SealedPlace, secret: Secret): Promise<Buffer> {
    return this.sealBytes(place, Buffer.from(secret.reveal()));
  }

  async open(place: SealedPlace, sealed: Uint8Array): Promise<Secret> {
    return new Secret((await this.openBytes(place, sealed)).toString());
  }

  async sealBytes(place: SealedPlace, plain: Uint8Array): Promise<Buffer> {
    const key = await this.#keys.current(place.tenantId);
    return sealUnder(key, plain, additionalData(place, key));
  }

  async openBytes(place: SealedPlace, sealed: Uint8Array): Promise<Buffer> {
    const key = await this.#keys.named(place.tenantId, keyIdOf(sealed));
    return openUnder(key, sealed, additionalData(place, key));
  }

  /** The same value under the tenant's newest key, or undefined when it is there already. */
  async reseal(place: SealedPlace, sealed: Uint8Array): Promise<Buffer | undefined> {
    const newest = await this.#keys.current(place.tenantId);
    if (keyIdOf(sealed) === newest.id) return undefined;
    return this.sealBytes(place, await this.openBytes(place, sealed));
  }

  /** New values of this tenant get a new data key; {@link reseal} brings the old ones along while everything runs. */
  async rotate(tenantId: TenantId): Promise<void> {
    await this.#keys.rotate(tenantId);
  }

  /** A key of the installation for one purpose (signing callback tokens, say); the same at every start. */
  async purposeKey(purpose: string): Promise<Uint8Array> {
    const { key } = await this.#keys.oldest(installation);
    return new Uint8Array(hkdfSync('sha256', key, Buffer.alloc(0), `joinery ${purpose}`, 32));
  }
}

const additionalData = (place: SealedPlace, key: DataKey): Buffer =>
  Buffer.from(`${place.tenantId}|${place.table}|${place.row}|${place.field}|${key.id}`);
