import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';
import { plan, zendeskSimulator } from '../src/simulator/index.ts';

conformance(
  { connector, simulator: () => zendeskSimulator({ retryDelaysMs: [1], exportDelayMs: 0 }), openHost, plan },
  { describe, test },
);
