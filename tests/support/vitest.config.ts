import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Packages resolve to their sources, so a test never runs against a stale build.
const conditions = ['@joinery/source', 'module', 'node', 'import', 'default'];
const resolve = { conditions };
// Vitest hands these to Node, which adds `import` or `require` as it finds them; named here, a `require` in a package
// would be given an ES module.
const own = ['@joinery/source', 'node'];
const ssr = { resolve: { conditions: own, externalConditions: own } };
// Where global set-ups run.
const environments = { __vitest__: { resolve: { ...ssr.resolve, noExternal: [/@joinery\//] } } };
const server = { deps: { inline: [/@joinery\//] } };

export default defineConfig({
  root,
  resolve,
  ssr,
  test: {
    projects: [
      {
        root,
        resolve,
        ssr,
        test: {
          name: 'unit',
          include: [
            '{libs,apps,connectors,tests}/*/src/**/*.test.ts',
            'connectors/*/test/**/*.test.ts',
            'ui/*/src/**/*.test.ts',
          ],
          exclude: ['**/*.integration.test.ts', '**/node_modules/**', '**/dist/**'],
          environment: 'node',
          testTimeout: 30_000,
          server,
        },
      },
      {
        root,
        resolve,
        ssr,
        environments,
        test: {
          name: 'integration',
          globalSetup: 'tests/support/src/database-server.setup.ts',
          include: [
            '{libs,apps,connectors,tests}/*/src/**/*.integration.test.ts',
            'connectors/*/test/**/*.integration.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          server,
        },
      },
      {
        root,
        resolve: { conditions: ['@joinery/source', 'module', 'browser', 'import', 'default'] },
        test: { name: 'ui', include: ['ui/*/src/**/*.test.tsx'], environment: 'jsdom', testTimeout: 30_000, server },
      },
    ],
  },
});
