import { FailureError, type ConnectorRef, type Failure, type Json, type TenantId } from '@joinery/contracts';
import type { ConnectorHost } from '@joinery/connector-host';

interface VendorTrigger {
  readonly tenantId: TenantId;
  readonly connector: ConnectorRef;
  readonly connectionId: string | null;
  readonly trigger: string;
  readonly settings: Json;
}

interface PolledEvent {
  readonly body: Json;
  readonly dedupeKey: string | null;
  readonly correlationKey: string | null;
}

type Failed = { readonly kind: 'failed'; readonly failure: Failure };

/** The vendors' side of triggers, asked through the host: polls, and registrations that are kept alive. */
export class VendorTriggers {
  readonly #host: ConnectorHost;
  readonly #publicUrl: string;

  constructor({ host, publicUrl }: { readonly host: ConnectorHost; readonly publicUrl: string }) {
    this.#host = host;
    this.#publicUrl = publicUrl.replace(/\/+$/, '');
  }

  delivery(trigger: Pick<VendorTrigger, 'connector' | 'trigger'>): 'webhook' | 'polling' {
    return this.#host.triggers.declaration(trigger).kind;
  }

  poll(
    trigger: VendorTrigger,
    cursor: Json,
    signal: AbortSignal,
  ): Promise<
    | {
        readonly kind: 'polled';
        readonly events: readonly PolledEvent[];
        readonly cursor: Json;
        readonly more: boolean;
      }
    | Failed
  > {
    return returned(async () => {
      const polled = await this.#host.triggers.poll({ ...trigger, signal }, cursor ?? undefined);
      return { kind: 'polled' as const, ...polled };
    });
  }

  /** Verifies what was registered; registers what is not, or what the vendor has forgotten. */
  keepRegistered(
    trigger: VendorTrigger,
    registration: Json,
    hookPath: string,
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'registered'; readonly registration: Json } | Failed> {
    const callbackUrl = `${this.#publicUrl}/hooks/${hookPath}`;
    const call = { ...trigger, signal };
    return returned(async () => {
      if (registration !== null && (await this.#isKnown(call, registration, callbackUrl)))
        return { kind: 'registered' as const, registration };
      return { kind: 'registered' as const, registration: await this.#host.triggers.register(call, callbackUrl) };
    });
  }

  async #isKnown(
    call: VendorTrigger & { readonly signal: AbortSignal },
    registration: Json,
    callbackUrl: string,
  ): Promise<boolean> {
    try {
      await this.#host.triggers.verify(call, registration, callbackUrl);
      return true;
    } catch (error) {
      if (error instanceof FailureError && error.failure.code === 'connector.not-found') return false;
      throw error;
    }
  }
}

async function returned<T>(work: () => Promise<T>): Promise<T | Failed> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FailureError) return { kind: 'failed', failure: error.failure };
    throw error;
  }
}
