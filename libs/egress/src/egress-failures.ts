import { errorCodes, type ErrorCode, type Failure, FailureError, type Json } from '@joinery/contracts';

type EgressCode = Extract<ErrorCode, `egress.${string}` | 'connector.unreachable'>;

interface EgressFault {
  readonly code: EgressCode;
  readonly params: Readonly<Record<string, Json>>;
  /** The request had begun to leave. */
  readonly sent?: boolean;
  readonly cause?: unknown;
}

export function egressFailure({ code, params, sent, cause }: EgressFault): FailureError {
  const failure: Failure = { code, kind: errorCodes[code].kind, params, ...(sent ? { ambiguous: true } : {}) };
  return new FailureError(failure, { cause });
}

const timeoutPhases: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: 'connect',
  ETIMEDOUT: 'connect',
  UND_ERR_HEADERS_TIMEOUT: 'headers',
  UND_ERR_BODY_TIMEOUT: 'body',
};

/** What a failed exchange means. Nothing of the request is quoted: an address may carry a key. */
export function transportFailure(error: unknown, host: string, sent: boolean): FailureError {
  if (error instanceof FailureError) return error;
  const code = codeOf(error);
  const phase = timeoutPhases[code];
  if (phase) return egressFailure({ code: 'egress.timeout', params: { host, phase }, sent, cause: error });
  return egressFailure({ code: 'connector.unreachable', params: { host, detail: code }, sent, cause: error });
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0) return codeOf(error.errors[0]);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'name' in error ? String(error.name) : 'unknown';
}
