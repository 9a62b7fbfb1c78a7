import type { CodeContext, CodeFault } from '@joinery/connector-sdk';
import { ResultCodeError } from 'ldapts';

type Meaning = CodeFault['meaning'];

/** By result code (RFC 4511 §4.1.9 and appendix A). Active Directory says 1 to who has not signed in. */
const meanings: Readonly<Record<number, Meaning>> = {
  1: 'auth-refused',
  3: 'transient',
  7: 'auth-refused',
  8: 'auth-refused',
  13: 'auth-refused',
  16: 'invalid',
  17: 'invalid',
  18: 'invalid',
  21: 'invalid',
  32: 'not-found',
  34: 'invalid',
  48: 'auth-refused',
  49: 'auth-refused',
  50: 'auth-refused',
  51: 'transient',
  52: 'transient',
};

/** What the directory (or the way to it) said, as a meaning. */
export function faultOf(ctx: CodeContext, error: unknown): Error {
  // A refusal by the egress policy, or a fault of our own, has a text already.
  if (!(error instanceof Error) || 'failure' in error || 'fault' in error) return error as Error;
  if (!(error instanceof ResultCodeError))
    return ctx.fault({ meaning: 'transient', message: error.message.slice(0, 300), cause: error });
  return ctx.fault({
    meaning: meanings[error.code] ?? 'permanent',
    code: String(error.code),
    message: `${error.name}: ${error.message}`.slice(0, 300),
    cause: error,
  });
}
