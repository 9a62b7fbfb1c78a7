import type { TenantId } from '@joinery/contracts';
import type { DataKeys } from './data-keys.ts';
import { keyIdOf, openUnder, sealUnder } from './envelope.ts';

/** Seals run data without waiting: the fast path of journal and events, for a tenant whose keys are `ready`. */
export class RunDataCodec {
  readonly #keys: DataKeys;

  constructor(keys: DataKeys) {
    this.#keys = keys;
  }

  /** Brings the tenant's keys into memory; at once when they are. */
  async ready(tenantId: TenantId): Promise<void> {
    await this.#keys.current(tenantId);
  }

  /** `aad` names the row (`event|<id>`); sealed bytes open in no other. */
  seal(tenantId: TenantId, bytes: Uint8Array, aad: string): Uint8Array {
    const key = this.#keys.settled(tenantId);
    return sealUnder(key, bytes, Buffer.from(`${tenantId}|${aad}|${key.id}`));
  }

  open(tenantId: TenantId, sealed: Uint8Array, aad: string): Uint8Array {
    const key = this.#keys.loaded(tenantId, keyIdOf(sealed));
    return openUnder(key, sealed, Buffer.from(`${tenantId}|${aad}|${key.id}`));
  }
}
