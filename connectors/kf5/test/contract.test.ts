import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';
import { exempt, plan, kf5Simulator } from '../src/simulator/index.ts';

conformance(
  { connector, simulator: () => kf5Simulator({ retryDelaysMs: [1] }), openHost, plan, exempt },
  { describe, test },
);
