import { FailureError } from '@joinery/contracts';

/** SQLSTATE of an error the server reported, or Node's code of a broken connection. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const transientCodes = new Set([
  'ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN',
  '40001', '40P01', '55P03', '57P01', '57P02', '57P03',
]); // prettier-ignore

/** The same statement may succeed in a moment: the connection broke, the server restarts, two transactions collided. */
export function isTransient(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined) return transientCodes.has(code) || code.startsWith('08') || code.startsWith('53');
  return error instanceof Error && /connection|terminated|timeout/i.test(error.message);
}

export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === '23505';
}

/** What callers get while the database cannot take their write. */
export function busy(cause: unknown): FailureError {
  return new FailureError(
    { code: 'server.busy', kind: 'transient', params: { retryAfterSeconds: 5 }, retryAfterMs: 5_000 },
    { cause },
  );
}
