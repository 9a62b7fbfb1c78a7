import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';
import { exempt, plan, wechatOaSimulator } from '../src/simulator/index.ts';

conformance(
  {
    connector,
    simulator: () => wechatOaSimulator({ retryDelaysMs: [1], followersPerPage: 100 }),
    openHost,
    plan,
    exempt,
  },
  { describe, test },
);
