import type { ErrorCode } from './error-codes.ts';
import type { Json } from './json.ts';

/** The closed family of reasons why something did not work; the retry decision reads nothing else. */
export const failureKinds = [
  'transient',
  'permanent',
  'auth',
  'rate-limited',
  'invalid',
  'conflict',
  'cancelled',
] as const;
export type FailureKind = (typeof failureKinds)[number];

/** A failure as data: stored in the journal, shown to a person, read by expressions at an `error` port. */
export interface Failure {
  readonly code: ErrorCode;
  readonly kind: FailureKind;
  /** Values for the placeholders of the code's text; never a secret. */
  readonly params?: Readonly<Record<string, Json>>;
  /** The vendor's own code and words, where there are any. */
  readonly vendor?: { readonly code?: string; readonly message?: string; readonly status?: number };
  /** Milliseconds the other side asked us to wait. */
  readonly retryAfterMs?: number;
  /** The call may have had its effect although no answer was seen. */
  readonly ambiguous?: boolean;
  /** Where in a document or an expression. */
  readonly place?: string;
}

/** The one error class that carries a {@link Failure} up the stack. */
export class FailureError extends Error {
  override readonly name = 'FailureError';
  readonly failure: Failure;

  constructor(failure: Failure, options?: { readonly cause?: unknown }) {
    super(failure.code, options);
    this.failure = failure;
  }
}
