export { testDatabase, type TestDatabase } from '@joinery/persistence/testing';
export { ApiProblem, ApiSession } from './api-session.ts';
export { freePort, startServer, type ServerUnderTest } from './server-under-test.ts';
