import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';
import { exempt, plan, smsSimulator } from '../src/simulator/index.ts';

describe.each(['aliyun', 'tencent'] as const)('with %s', (provider) => {
  conformance({ connector, simulator: () => smsSimulator({ provider }), openHost, plan, exempt }, { describe, test });
});
