import type { Failure, Json } from '@joinery/contracts';

/** A request as it came, before anybody believed anything in it. */
export interface IncomingRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  /** The address as the vendor knows it, where it signs it. */
  readonly publicUrl?: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes as received. */
  readonly body: Uint8Array;
}

/** What a callback is proved with: the connection's (or the trigger's own) values and secrets. */
export interface CallbackSecrets {
  readonly values: Readonly<Record<string, Json>>;
  /** Empty or undefined where it is not set. */
  readonly secret: (name: string) => string | undefined;
}

export interface CallbackResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** A callback that held, as the expressions of its triggers see it. */
export interface VerifiedCallback {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Json;
}

export interface IngressLimits {
  readonly maxBytes: number;
  readonly maxDepth: number;
  /** Members and elements, in all. */
  readonly maxKeys: number;
}

export const defaultIngressLimits: IngressLimits = { maxBytes: 1024 * 1024, maxDepth: 64, maxKeys: 100_000 };

/** Carries a refusal up to the one place that returns it. */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}
