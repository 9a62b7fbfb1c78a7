import { FailureError, type ErrorCode, type Json } from '@joinery/contracts';
import { errorCodes } from '@joinery/contracts';

/** One thing that is wrong with a request, at its place. */
export interface Mistake {
  readonly place: string;
  readonly detail: string;
  readonly code?: ErrorCode;
  readonly message?: { readonly zh: string; readonly en: string };
}

interface ProblemDetails {
  readonly mistakes?: readonly Mistake[];
  /** What is stored now, for `conflict.stale`. */
  readonly current?: unknown;
}

/** A failure with more to say to the caller than its sentence. */
export class ProblemError extends FailureError {
  readonly details: ProblemDetails;

  constructor(code: ErrorCode, params: Readonly<Record<string, Json>> = {}, details: ProblemDetails = {}) {
    super({ code, kind: errorCodes[code].kind, params });
    this.details = details;
  }
}

export function invalidRequest(mistakes: readonly Mistake[]): ProblemError {
  const first = mistakes[0];
  const detail = first ? `${first.place}: ${first.detail}` : '';
  return new ProblemError('request.invalid', { detail }, { mistakes: mistakes.slice(0, 100) });
}

/** Also for what belongs to another tenant: whether it exists is not told. */
export const notFound = (what: string): ProblemError => new ProblemError('not-found', { what });
