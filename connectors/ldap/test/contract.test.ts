import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';

/** What needs a directory is proved on a server of another make, in `directory.test.ts`. */
conformance({ connector, openHost, plan: {} }, { describe, test });
