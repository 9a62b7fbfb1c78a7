import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';
import { plan, redmineSimulator } from '../src/simulator/index.ts';

conformance(
  { connector, simulator: () => redmineSimulator({ retryDelaysMs: [1] }), openHost, plan },
  { describe, test },
);
