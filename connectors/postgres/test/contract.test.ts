import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';

/** What needs a database is proved on a real one, in `postgres.integration.test.ts`. */
conformance({ connector, openHost, plan: {} }, { describe, test });
