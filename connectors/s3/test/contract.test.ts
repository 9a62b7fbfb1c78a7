import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';
import { exempt, plan, s3Simulator } from '../src/simulator/index.ts';

conformance({ connector, simulator: s3Simulator, openHost, plan, exempt }, { describe, test });
