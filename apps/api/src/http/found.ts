import { notFound, ProblemError } from './problem-error.ts';
import type { Saved } from '../ports/administration.ts';

/** What was looked for, or 404. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw notFound(what);
  return value;
}

/** What was saved; 404 when it is gone, 409 with the present state when somebody else was faster. */
export function saved<T>(
  result: Saved<T>,
  what: string,
  revision: { readonly yours: number; of(current: T): number },
): T {
  switch (result.kind) {
    case 'saved':
      return result.value;
    case 'absent':
      throw notFound(what);
    case 'stale':
      throw new ProblemError(
        'conflict.stale',
        { current: revision.of(result.current), yours: revision.yours },
        { current: result.current },
      );
  }
}
