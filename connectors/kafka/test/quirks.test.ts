import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { kafkaSimulator } from '../src/simulator/index.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(connector, kafkaSimulator());
});
afterEach(() => rig.close());

const topic = 'service.ticket';

describe('records', () => {
  test('texts go as texts, all else as JSON, and headers in base64 with the key of the attempt', async () => {
    const host = await rig.open();
    const record = { topic, key: 'T-1', value: { id: 'T-1', open: true }, headers: { source: 'core' } };
    await outputOf(host.invoke('produce-record', record, { idempotencyKey: 'run-1/step' }));
    await outputOf(host.invoke('produce-record', { topic, value: 'plain' }));
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    expect(rig.simulator.records('records')).toMatchObject([
      {
        key: 'T-1',
        value: { id: 'T-1', open: true },
        headers: [
          { name: 'joinery-key', value: base64('run-1/step') },
          { name: 'source', value: base64('core') },
        ],
      },
      { key: null, value: 'plain' },
    ]);
  });

  test('records of one key stay in their order, in one partition', async () => {
    const host = await rig.open();
    for (const n of [1, 2, 3]) await outputOf(host.invoke('produce-record', { topic, key: 'T-1', value: { n } }));
    const records = rig.simulator.records('records');
    expect(new Set(records.map(({ partition }) => partition)).size).toBe(1);
    expect(records.map(({ offset }) => offset)).toEqual([0, 1, 2]);
  });

  test('a record that is refused inside of a 200 is a failure', async () => {
    const tooLarge = { topic, value: 'x'.repeat(1_000_001) };
    expect(await (await rig.open()).invoke('produce-record', tooLarge)).toMatchObject({
      failure: { kind: 'invalid', vendor: { status: 200, code: '413' } },
    });
  });

  test('a topic that is not there has a code of five digits', async () => {
    expect(await (await rig.open()).invoke('produce-record', { topic: 'nothing', value: 1 })).toMatchObject({
      failure: { code: 'connector.not-found', vendor: { code: '40403' } },
    });
  });

  test('of many records each has its outcome', async () => {
    const records = [{ key: 'a', value: 1 }, { key: 'b', value: 'x'.repeat(1_000_001) }, { value: { c: 1 } }];
    const { results } = await outputOf((await rig.open()).invoke('produce-records', { topic, records }));
    expect(results).toMatchObject([{ ok: true }, { ok: false, code: '1' }, { ok: true }]);
  });
});

test('a key without a value is a tombstone', async () => {
  await outputOf((await rig.open()).invoke('produce-record', { topic: 'core.customer', key: 'C-1' }));
  expect(rig.simulator.records('records')).toMatchObject([{ topic: 'core.customer', key: 'C-1', value: null }]);
});
