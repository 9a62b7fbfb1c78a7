import {
  errorCodes,
  type ErrorCode,
  type ErrorMeaning,
  type Failure,
  FailureError,
  type Json,
} from '@joinery/contracts';

/** A failure of a code, of its usual kind unless another is given. */
export function failureOf(
  code: ErrorCode,
  params: Readonly<Record<string, Json>>,
  more: Partial<Omit<Failure, 'code' | 'params'>> = {},
): Failure {
  return { code, kind: errorCodes[code].kind, params, ...more };
}

export function failWith(...args: Parameters<typeof failureOf>): FailureError {
  return new FailureError(failureOf(...args));
}

/** The code that stands for a meaning of the error table. */
export const codeOfMeaning = {
  'auth-expired': 'connector.auth',
  'auth-refused': 'connector.auth',
  'rate-limited': 'connector.rate-limited',
  'not-found': 'connector.not-found',
  duplicate: 'connector.duplicate',
  invalid: 'connector.invalid',
  conflict: 'connector.conflict',
  transient: 'connector.transient',
  permanent: 'connector.permanent',
} as const satisfies Record<Exclude<ErrorMeaning, 'success'>, ErrorCode>;

/** What was thrown, as a failure: ours as it is, anything else as a defect of the connector. */
export function thrownFailure(error: unknown, connector: Json): Failure {
  if (error instanceof FailureError) return error.failure;
  const detail = error instanceof Error ? error.name : 'unknown';
  return failureOf('connector.defect', { connector, detail });
}
