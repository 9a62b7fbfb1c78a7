import assert from 'node:assert/strict';
import type { Connector } from '../../define-connector.ts';
import { type Check, liveCheck } from '../check.ts';

const some =
  (part: 'options' | 'schemas') =>
  ({ manifest }: Connector): true | string =>
    Object.keys(manifest[part]).length > 0 || `no ${part}`;

/** What the console asks of a live account. */
export const designChecks: readonly Check[] = [
  liveCheck(
    'design.options',
    'every drop-down is filled from the account',
    { applies: some('options') },
    async ({ connector, host, plan }) => {
      for (const source of Object.keys(connector.manifest.options)) {
        const entries = await host.options(source, plan.design ?? {});
        assert.ok(entries.length > 0, `${source} is empty`);
        assert.ok(
          entries.every(({ value, label }) => value !== undefined && label !== ''),
          `${source} has entries without a value or a label`,
        );
      }
    },
  ),
  liveCheck(
    'design.schemas',
    'every live shape is a schema with fields',
    { applies: some('schemas') },
    async ({ connector, host, plan }) => {
      for (const source of Object.keys(connector.manifest.schemas)) {
        const schema = await host.schema(source, plan.design ?? {});
        assert.ok(Object.keys((schema['properties'] ?? {}) as object).length > 0, `${source} has no fields`);
      }
    },
  ),
];
