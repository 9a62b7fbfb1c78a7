import type { CodeContext, CodeFault } from '@joinery/connector-sdk';

interface MailError extends Error {
  readonly code?: string;
  /** Of SMTP (RFC 5321 §4.2). */
  readonly responseCode?: number;
  /** Of IMAP, where signing in failed. */
  readonly authenticationFailed?: boolean;
}

const brokeOff = new Set(['ECONNECTION', 'ESOCKET', 'ETIMEDOUT']);
const refusesCredentials = new Set([530, 534, 535, 538]);

/** What a mail server (or the way to it) said, as a meaning. */
export function faultOf(ctx: CodeContext, error: unknown): Error {
  // A refusal by the egress policy, or a fault of our own, has a text already.
  if (!(error instanceof Error) || 'failure' in error || 'fault' in error) return error as Error;
  const { code, responseCode, authenticationFailed, message } = error as MailError;
  const said = {
    message: message.slice(0, 300),
    ...((responseCode !== undefined || code !== undefined) && { code: String(responseCode ?? code) }),
  };
  if (authenticationFailed === true || code === 'EAUTH' || refusesCredentials.has(responseCode ?? 0))
    return ctx.fault({ meaning: 'auth-refused', ...said });
  if (responseCode !== undefined) return ctx.fault({ meaning: meaningOf(responseCode), ...said });
  // Once the connection stood nobody can tell how far the message came when it broke.
  const ambiguous = brokeOff.has(code ?? '');
  return ctx.fault({ meaning: 'transient', ...said, ...(ambiguous && { ambiguous }), cause: error });
}

/** 4xx may be tried again; 5xx is about the addresses or the message, and lasting. */
function meaningOf(responseCode: number): CodeFault['meaning'] {
  if (responseCode < 500) return 'transient';
  return [500, 501, 502, 503, 504, 521].includes(responseCode) ? 'permanent' : 'invalid';
}
