import type { CodeFault } from '@joinery/connector-sdk';

type Meaning = CodeFault['meaning'];

/** By SQLSTATE, the whole code first and then its class. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const meanings: Readonly<Record<string, Meaning>> = {
  '23505': 'duplicate',
  '23': 'invalid',
  '22': 'invalid',
  '42501': 'auth-refused',
  '42P01': 'not-found',
  '42': 'invalid',
  '28': 'auth-refused',
  '3D000': 'auth-refused',
  '25006': 'invalid',
  '40001': 'transient',
  '40P01': 'transient',
  '55P03': 'transient',
  '57014': 'transient',
  '57': 'transient',
  '53': 'transient',
  '08': 'transient',
};

/** After these the transaction was rolled back, so that nothing happened. */
const rolledBack = new Set(['40001', '40P01', '55P03', '57014', '53300', '57P03']);

interface DatabaseError extends Error {
  readonly code?: string;
  readonly detail?: string;
  readonly constraint?: string;
  readonly column?: string;
}

/** What the database (or the way to it) said, as a meaning. */
export function faultOf(error: unknown): CodeFault | undefined {
  // A refusal by the egress policy is a failure with a text of its own.
  if (!(error instanceof Error) || 'failure' in error) return undefined;
  const { code, message, column, constraint } = error as DatabaseError;
  if (code === undefined || !/^[0-9A-Z]{5}$/.test(code)) {
    return { meaning: 'transient', message, ambiguous: true, cause: error };
  }
  const meaning = meanings[code] ?? meanings[code.slice(0, 2)] ?? 'permanent';
  // The detail quotes the row's values, so neither it nor the error itself goes on: names of columns and constraints say where to look.
  const where = [column && `column ${column}`, constraint && `constraint ${constraint}`].filter(Boolean).join(', ');
  const ambiguous = meaning === 'transient' && !rolledBack.has(code);
  return {
    meaning,
    code,
    message: where === '' ? message : `${message} (${where})`,
    ...(ambiguous && { ambiguous }),
  };
}
