import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';
import { plan, webhookSimulator } from '../src/simulator/index.ts';

conformance(
  { connector, simulator: () => webhookSimulator({ retryDelaysMs: [1] }), openHost, plan },
  { describe, test },
);
