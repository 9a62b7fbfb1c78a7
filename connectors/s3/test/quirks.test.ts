import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { s3Simulator } from '../src/simulator/index.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(connector, s3Simulator());
});
afterEach(() => rig.close());

describe('keys', () => {
  test.each(['a b/c+d (1)!*.txt', '中文/报表.csv', "it's/100%.txt", 'a//b', 'x=1&y=2?z#'])(
    '%s is signed, written, listed and read as it is',
    async (key) => {
      const host = await rig.open();
      await outputOf(host.invoke('put-object', { key, content: 'x' }));
      expect(rig.simulator.record('objects', key)).toMatchObject({ content: 'x' });
      const page = await host.page('list-objects', { prefix: key }, null);
      expect(page).toMatchObject({ items: [{ key, size: 1 }] });
      expect(await outputOf(host.invoke('get-object', { key }))).toMatchObject({ content: 'x' });
    },
  );
});

describe('files', () => {
  const rows = [
    { id: 'C-1', name: '甲,"公司"', open: true },
    { id: 'C-2', note: 'zwei\nZeilen' },
  ];

  test('rows become CSV with every column, and come back', async () => {
    const host = await rig.open();
    await outputOf(host.invoke('put-rows', { key: 'a.csv', rows, format: 'csv' }));
    expect(await outputOf(host.invoke('get-object', { key: 'a.csv', format: 'csv' }))).toMatchObject({
      contentType: 'text/csv; charset=utf-8',
      rows: [
        { id: 'C-1', name: '甲,"公司"', open: 'true', note: '' },
        { id: 'C-2', name: '', open: '', note: 'zwei\nZeilen' },
      ],
    });
  });

  test('rows become NDJSON, and come back', async () => {
    const host = await rig.open();
    await outputOf(host.invoke('put-rows', { key: 'a.ndjson', rows }));
    expect(await outputOf(host.invoke('get-object', { key: 'a.ndjson', format: 'ndjson' }))).toMatchObject({ rows });
  });

  test('the mark of the byte order is no part of the first column', async () => {
    rig.simulator.upsert('objects', { key: 'excel.csv', content: '\uFEFFid\r\nC-1\r\n' });
    const read = (await rig.open()).invoke('get-object', { key: 'excel.csv', format: 'csv' });
    expect(await outputOf(read)).toMatchObject({ rows: [{ id: 'C-1' }] });
  });

  test('what is not in its format is told', async () => {
    rig.simulator.upsert('objects', { key: 'a.json', content: '{half' });
    const read = (await rig.open()).invoke('get-object', { key: 'a.json', format: 'json' });
    expect(await read).toMatchObject({ failure: { kind: 'invalid' } });
  });

  test('bytes go and come as they are', async () => {
    const host = await rig.open();
    const content = Buffer.from('héllo').toString('base64');
    await outputOf(host.invoke('put-object', { key: 'a.bin', content, encoding: 'base64' }));
    expect(await outputOf(host.invoke('get-object', { key: 'a.bin', format: 'base64' }))).toMatchObject({ content });
  });
});

describe('what is not as expected', () => {
  test('a write whose answer was lost is repeated and leaves one object', async () => {
    const host = await rig.open();
    const put = () => host.invoke('put-rows', { key: 'a.ndjson', rows: [{ id: 1 }] });
    rig.simulator.setFault({ kind: 'lost-reply' });
    await put();
    rig.simulator.clearFaults();
    await outputOf(put());
    expect(rig.simulator.records('objects').filter(({ key }) => key === 'a.ndjson')).toHaveLength(1);
  });

  test('an object that is there is not created', async () => {
    const create = { key: 'drop/customers.csv', content: 'x' };
    expect(await (await rig.open()).invoke('create-object', create)).toMatchObject({
      failure: { code: 'connector.duplicate', vendor: { code: 'PreconditionFailed' } },
    });
  });

  test('a web page of somebody in between is no object', async () => {
    const host = await rig.open();
    rig.simulator.setFault({ kind: 'maintenance-page' });
    expect(await host.invoke('get-object', { key: 'drop/customers.csv' })).toMatchObject({
      failure: { kind: 'transient' },
    });
  });

  test('a bucket that is not there is told by its name of the error', async () => {
    const host = await rig.open({ ...rig.simulator.connection(), bucket: 'other-bucket' });
    expect(await host.page('list-objects', {}, null)).toMatchObject({
      failure: { code: 'connector.not-found', vendor: { code: 'NoSuchBucket' } },
    });
  });

  test('folders of a console are no files', async () => {
    rig.simulator.upsert('objects', { key: 'drop/new/', content: '' });
    const found = await (await rig.open()).poll('file-appeared', { prefix: 'drop/' }, undefined);
    expect(JSON.stringify(found)).not.toContain('drop/new/');
  });
});
