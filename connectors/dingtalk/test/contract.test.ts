import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';
import { dingtalkSimulator, exempt, plan } from '../src/simulator/index.ts';

conformance(
  { connector, simulator: () => dingtalkSimulator({ retryDelaysMs: [1] }), openHost, plan, exempt },
  { describe, test },
);
