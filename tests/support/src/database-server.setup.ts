import { startTestServer } from '@joinery/persistence/testing';
// Without it the compiler does not see what test files are provided with.
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';

/**
 * Starts the PostgreSQL of a test run, once for all its files: the embedded one, or the one that TEST_DATABASE_URL
 * names. Files take a database of their own from it with `testDatabase()`.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer(process.env['TEST_DATABASE_URL']);
  project.provide('testDatabaseUrl', server.templateUrl);
  return () => server.stop();
}
