import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';
import { exempt, plan, bangwo8Simulator } from '../src/simulator/index.ts';

conformance(
  { connector, simulator: () => bangwo8Simulator({ retryDelaysMs: [1] }), openHost, plan, exempt },
  { describe, test },
);
