import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';
import { kafkaSimulator, plan } from '../src/simulator/index.ts';

conformance({ connector, simulator: kafkaSimulator, openHost, plan }, { describe, test });
