import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';
import { plan, fxiaokeSimulator } from '../src/simulator/index.ts';

conformance(
  { connector, simulator: () => fxiaokeSimulator({ retryDelaysMs: [1] }), openHost, plan },
  { describe, test },
);
