import type { Json, TenantId } from '@joinery/contracts';

/**
 * Seals what people and vendors send before it is stored. The vault implements it; rows keep what it returns as bytes.
 * `ready` is awaited once before a tenant's first `seal` or `open`, so that both can be synchronous on the hot path.
 */
export interface PayloadCodec {
  ready(tenantId: TenantId): Promise<void>;
  /** `aad` names the row (`event|<id>`), so that sealed bytes cannot be moved to another one. */
  seal(tenantId: TenantId, bytes: Uint8Array, aad: string): Uint8Array;
  open(tenantId: TenantId, sealed: Uint8Array, aad: string): Uint8Array;
}

/** Stores payloads as they are: for tests and for a database that is encrypted as a whole. */
export const plainCodec: PayloadCodec = {
  ready: () => Promise.resolve(),
  seal: (_tenantId, bytes) => bytes,
  open: (_tenantId, sealed) => sealed,
};

export function sealJson(codec: PayloadCodec, tenantId: TenantId, value: Json | object, aad: string): Uint8Array {
  return codec.seal(tenantId, Buffer.from(JSON.stringify(value)), aad);
}

export function openJson<Value = Json>(
  codec: PayloadCodec,
  tenantId: TenantId,
  sealed: Uint8Array,
  aad: string,
): Value {
  const bytes = codec.open(tenantId, sealed, aad);
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()) as Value;
}
