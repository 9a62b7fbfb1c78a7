import { randomUUID } from 'node:crypto';
import {
  FailureError,
  failureText,
  type ErrorCode,
  type Failure,
  type FailureKind,
  type Problem,
} from '@joinery/contracts';
import { ProblemError, type Mistake } from './problem-error.ts';

const byCode: Partial<Record<ErrorCode, number>> = {
  'request.too-large': 413,
  'request.media-type': 415,
  'not-found': 404,
  'hook.unknown': 404,
  'hook.no-reply': 504,
  'hook.replayed': 200,
  'auth.required': 401,
  'auth.wrong-password': 401,
  'hook.signature': 401,
  'hook.stale': 401,
  'server.defect': 500,
  'vault.unreadable': 500,
};

const byKind: Record<FailureKind, number> = {
  invalid: 400,
  auth: 403,
  'rate-limited': 429,
  conflict: 409,
  cancelled: 409,
  transient: 503,
  permanent: 422,
};

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** Codes about documents that people make. */
const documents = ['flow.', 'sync.', 'manifest.'];

/** The HTTP status of a failure; documents that are well-formed but wrong are 422. */
export function statusOfFailure({ code, kind }: Pick<Failure, 'code' | 'kind'>): number {
  if (code === 'connector.auth') return 422;
  if (code.startsWith('connector.') || code.startsWith('egress.')) return 502;
  if (documents.some((prefix) => code.startsWith(prefix)) && kind === 'invalid') return 422;
  return byCode[code] ?? byKind[kind];
}

/** What an error cannot know itself. */
export interface ProblemScope {
  readonly requestId: string;
  readonly bodyLimitBytes: number;
}

export interface ToldProblem {
  readonly problem: Problem;
  readonly retryAfterSeconds?: number;
  readonly defect?: unknown;
}

/** What a caller is told of an error. Of a defect only a reference: its cause goes to the log under the same one. */
export function problemOf(error: unknown, scope: ProblemScope): ToldProblem {
  const { requestId } = scope;
  const failure = failureOf(error, scope);
  if (!failure) {
    const defect = { code: 'server.defect', kind: 'permanent', params: { id: requestId } } as const;
    return { problem: problemOfFailure(defect, requestId), defect: error };
  }
  const details = error instanceof ProblemError ? error.details : {};
  const problem = {
    ...problemOfFailure(failure, requestId),
    ...(details.mistakes ? { errors: details.mistakes.map(errorOf) } : {}),
    ...(details.current === undefined ? {} : { current: details.current as never }),
  };
  const waitMs = failure.retryAfterMs ?? secondsOf(failure) * 1_000;
  return { problem, ...(waitMs > 0 ? { retryAfterSeconds: Math.ceil(waitMs / 1_000) } : {}) };
}

const secondsOf = (failure: Failure): number => {
  const seconds = failure.params?.['retryAfterSeconds'];
  return typeof seconds === 'number' ? seconds : 0;
};

function problemOfFailure(failure: Failure, requestId: string): Problem {
  const status = statusOfFailure(failure);
  return {
    type: `urn:joinery:problem:${failure.code}`,
    title: titles[status] ?? 'Problem',
    status,
    code: failure.code,
    message: { zh: failureText(failure, 'zh'), en: failureText(failure, 'en') },
    requestId,
  };
}

function errorOf(mistake: Mistake): NonNullable<Problem['errors']>[number] {
  const params = { detail: `${mistake.place}: ${mistake.detail}` };
  const code = mistake.code ?? 'request.invalid';
  const message = mistake.message ?? {
    zh: failureText({ code, params }, 'zh'),
    en: failureText({ code, params }, 'en'),
  };
  return { place: mistake.place, code, message };
}

function failureOf(error: unknown, { bodyLimitBytes }: ProblemScope): Failure | undefined {
  if (error instanceof FailureError) return error.failure;
  const { status, statusCode } = error as { readonly status?: unknown; readonly statusCode?: unknown };
  const http = typeof status === 'number' ? status : statusCode;
  return typeof http === 'number' && http >= 400 && http < 500 ? failureOfStatus(http, bodyLimitBytes) : undefined;
}

/** What the web server itself refused, in our words. */
function failureOfStatus(status: number, limitBytes: number): Failure {
  switch (status) {
    case 404:
      return { code: 'not-found', kind: 'permanent', params: { what: 'URL' } };
    case 413:
      return { code: 'request.too-large', kind: 'invalid', params: { limitBytes } };
    case 415:
      return { code: 'request.media-type', kind: 'invalid', params: { type: '' } };
    default:
      return { code: 'request.invalid', kind: 'invalid', params: { detail: titles[status] ?? '' } };
  }
}

export const newRequestId = (): string => randomUUID();
