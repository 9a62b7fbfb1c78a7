import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RunId, StepPath, TenantId } from '@joinery/contracts';

export interface CallbackPlace {
  readonly tenantId: TenantId;
  readonly runId: RunId;
  readonly path: StepPath;
}

/** 128 bits: enough that nobody guesses one, short enough for an address in a message. */
const macBytes = 16;
const uuidBytes = 16;

/**
 * Addresses by which the outside answers a wait. A token names its place and carries a keyed hash of it, so it exists
 * before its wait does, needs no row, and cannot be made by anybody else.
 */
export class CallbackTokens {
  readonly #key: Uint8Array;
  readonly #publicUrl: string;

  constructor({ key, publicUrl }: { readonly key: Uint8Array; readonly publicUrl: string }) {
    this.#key = key;
    this.#publicUrl = publicUrl.replace(/\/+$/, '');
  }

  token({ tenantId, runId }: Pick<CallbackPlace, 'tenantId' | 'runId'>, path: StepPath): string {
    const place = Buffer.concat([uuidToBytes(tenantId), uuidToBytes(runId), Buffer.from(path)]);
    return Buffer.concat([place, this.#mac(place)]).toString('base64url');
  }

  url(token: string): string {
    return `${this.#publicUrl}/callbacks/${token}`;
  }

  /** Undefined when it is none of ours. */
  read(token: string): CallbackPlace | undefined {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length <= uuidBytes * 2 + macBytes || bytes.toString('base64url') !== token) return undefined;
    const place = bytes.subarray(0, -macBytes);
    if (!timingSafeEqual(this.#mac(place), bytes.subarray(-macBytes))) return undefined;
    return {
      tenantId: bytesToUuid(place.subarray(0, uuidBytes)) as TenantId,
      runId: bytesToUuid(place.subarray(uuidBytes, uuidBytes * 2)) as RunId,
      path: place.subarray(uuidBytes * 2).toString(),
    };
  }

  #mac(place: Uint8Array): Buffer {
    return createHmac('sha256', this.#key).update('callback').update(place).digest().subarray(0, macBytes);
  }
}

function uuidToBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function bytesToUuid(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
