import type { ConnectionId, TenantId } from '@joinery/contracts';
import { Secret } from './secret.ts';
import type { SealedPlace, Vault } from './vault.ts';

export type SecretValues = Readonly<Record<string, string>>;

/** Seals all secrets of a connection as one value, bound to its row. */
export class ConnectionSecrets {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  async seal(tenantId: TenantId, id: ConnectionId, values: SecretValues): Promise<Uint8Array | null> {
    if (Object.keys(values).length === 0) return null;
    return this.#vault.seal(placeOf(tenantId, id), new Secret(JSON.stringify(values)));
  }

  async open(
    tenantId: TenantId,
    id: ConnectionId,
    sealed: Uint8Array | null,
  ): Promise<Readonly<Record<string, Secret>>> {
    if (!sealed) return {};
    const text = await this.#vault.open(placeOf(tenantId, id), sealed);
    const values = JSON.parse(text.reveal()) as SecretValues;
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, new Secret(value)]));
  }
}

const placeOf = (tenantId: TenantId, id: ConnectionId): SealedPlace => ({
  tenantId,
  table: 'connection',
  row: id,
  field: 'secrets',
});
