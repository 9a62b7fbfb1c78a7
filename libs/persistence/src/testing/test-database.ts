import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { onServer, withDatabase } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Set by the test run's global set-up. */
    readonly testDatabaseUrl: string;
  }
}

export interface TestDatabase {
  readonly url: string;
  /** Cuts off whoever is still connected. */
  drop(): Promise<void>;
}

/** A database of its own with the whole schema: a copy, so it costs a fraction of a migration. */
export async function testDatabase(): Promise<TestDatabase> {
  const template = inject('testDatabaseUrl');
  const name = `joinery_test_${randomBytes(8).toString('hex')}`;
  const url = withDatabase(template, name);
  await onServer(template, `create database ${name} template ${new URL(template).pathname.slice(1)}`);
  return { url, drop: () => onServer(template, `drop database if exists ${name} with (force)`) };
}
