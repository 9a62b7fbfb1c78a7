import { conformance } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { describe, test } from 'vitest';
import { connector } from '../src/index.ts';
import { dorisSimulator, plan } from '../src/simulator/index.ts';

conformance({ connector, simulator: dorisSimulator, openHost, plan }, { describe, test });
