export { testDatabase, type TestDatabase } from './test-database.ts';
export { startTestServer, type TestServer } from './test-server.ts';
export { testDocument, testStores, type TestStores } from './test-stores.ts';
export { testSyncs, type TestSyncs } from './test-syncs.ts';
