import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';

/** What needs mail servers is proved on real ones on loopback, in `mailbox.test.ts`. */
conformance({ connector, openHost, plan: {} }, { describe, test });
