import { FailureError } from '@joinery/contracts';
import { codeOf } from '../database/database-error.ts';

/** Turns the database's word that something is there already into ours. */
export async function unlessExists<Result>(what: string, insert: () => Promise<Result>): Promise<Result> {
  try {
    return await insert();
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new FailureError({ code: 'conflict.exists', kind: 'conflict', params: { what } }, { cause: error });
  }
}

function isTaken(error: unknown): boolean {
  const cause = error instanceof Error && 'driverError' in error ? error.driverError : error;
  return codeOf(cause) === '23505';
}
