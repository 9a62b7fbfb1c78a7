import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { dorisSimulator } from '../src/simulator/index.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(connector, dorisSimulator());
});
afterEach(() => rig.close());

const load = {
  table: 'ods_ticket',
  rows: [
    { id: 'T-1', subject: 'a' },
    { id: 'T-2', subject: 'b' },
  ],
};

describe('labels', () => {
  test('a load that is repeated says so, and loads nothing', async () => {
    const host = await rig.open();
    const invoke = () => outputOf(host.invoke('load-rows', load, { idempotencyKey: 'run-1/step' }));
    expect(await invoke()).toMatchObject({ loaded: 2, repeated: false });
    rig.simulator.upsert('ods_ticket', { id: 'T-1', subject: 'changed since' });
    expect(await invoke()).toMatchObject({ loaded: 2, repeated: true });
    expect(rig.simulator.record('ods_ticket', 'T-1')).toMatchObject({ subject: 'changed since' });
  });

  test('a load of the same label that is under way is waited for', async () => {
    const host = await rig.open();
    const { label } = await outputOf(host.invoke('load-rows', load, { idempotencyKey: 'run-1/step' }));
    rig.simulator.upsert('labels', { label: label as string, status: 'RUNNING' });
    expect(await host.invoke('load-rows', load, { idempotencyKey: 'run-1/step' })).toMatchObject({
      failure: { kind: 'transient', vendor: { code: 'Label Already Exists' } },
    });
  });
});

describe('failures behind a 200', () => {
  test('rows that do not fit fail the load as a whole', async () => {
    const rows = [...load.rows, { id: 'T-3', priority: 'x'.repeat(17) }];
    expect(await (await rig.open()).invoke('load-rows', { ...load, rows })).toMatchObject({
      failure: { kind: 'invalid', vendor: { status: 200, code: 'Fail' } },
    });
    expect(rig.simulator.records('ods_ticket')).toHaveLength(1);
  });

  test('a table that is not there', async () => {
    expect(await (await rig.open()).invoke('load-rows', { ...load, table: 'nothing' })).toMatchObject({
      failure: { code: 'connector.not-found' },
    });
  });

  test('a frontend given for loads is told apart, with what to do', async () => {
    const connection = rig.simulator.connection();
    const host = await rig.open({ ...connection, loadUrl: connection['url']! });
    expect(await host.invoke('load-rows', load)).toMatchObject({
      failure: { vendor: { message: 'There is no 100-continue header' } },
    });
  });
});

describe('rows', () => {
  test('a whole row replaces the other one, some columns only themselves', async () => {
    const host = await rig.open();
    const rows = [{ id: 'T-1001', subject: 'neu' }];
    await outputOf(host.invoke('load-rows', { ...load, rows, partialColumns: true }));
    expect(rig.simulator.record('ods_ticket', 'T-1001')).toMatchObject({ subject: 'neu', priority: 'high' });
    await outputOf(host.invoke('load-rows', { ...load, rows }, { idempotencyKey: 'another' }));
    expect(rig.simulator.record('ods_ticket', 'T-1001')).toMatchObject({ subject: 'neu', priority: null });
  });

  test('rows are deleted by their key', async () => {
    await outputOf((await rig.open()).invoke('delete-rows', { table: 'ods_ticket', rows: [{ id: 'T-1001' }] }));
    expect(rig.simulator.record('ods_ticket', 'T-1001')).toBeUndefined();
  });
});
