import { inject } from 'vitest';
// Without it the compiler does not see what test files are provided with.
import type {} from '@joinery/persistence/testing';

/** The PostgreSQL that the run of tests has started or was given, and its own database there. */
export function postgresAddress(): URL {
  const address = new URL(inject('testDatabaseUrl'));
  address.pathname = '/postgres';
  return address;
}
