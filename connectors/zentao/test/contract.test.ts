import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';
import { exempt, plan, zentaoSimulator } from '../src/simulator/index.ts';

conformance(
  { connector, simulator: () => zentaoSimulator({ retryDelaysMs: [1] }), openHost, plan, exempt },
  { describe, test },
);
