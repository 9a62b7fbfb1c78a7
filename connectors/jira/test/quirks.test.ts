import type { Json } from '@joinery/contracts';
import { callbackServer, textOf } from '@joinery/connector-sdk/testing';
import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { jiraSimulator } from '../src/simulator/index.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(connector, jiraSimulator({ retryDelaysMs: [1] }));
});
afterEach(() => rig.close());

const bug = { project: 'SC', issueType: 'Bug', summary: '无法登录' };

describe('issues', () => {
  test('the lines of a description become paragraphs, an empty one too', async () => {
    const host = await rig.open();
    const { key = '' } = await outputOf(host.invoke('create-issue', { ...bug, description: '第一行\n\n第三行' }));
    const issue = rig.simulator.records('issues').find((row) => row['key'] === key);
    expect(issue?.['description']).toMatchObject({
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: '第一行' }] },
        { type: 'paragraph', content: [] },
        { type: 'paragraph', content: [{ type: 'text', text: '第三行' }] },
      ],
    });
  });

  test('a single line is one paragraph and labels of one’s own are kept beside the key', async () => {
    const host = await rig.open();
    const further = { description: '一行', labels: ['ticket'], fields: { customfield_10010: 'SC-1001' } };
    const { id = '' } = await outputOf(host.invoke('create-issue', { ...bug, ...further }));
    const issue = rig.simulator.record('issues', textOf(id));
    expect(issue?.['description']).toMatchObject({ content: [{ type: 'paragraph' }] });
    expect(issue).toMatchObject({
      labels: ['ticket', expect.stringMatching(/^joinery-[0-9a-f]{32}$/)],
      customfield_10010: 'SC-1001',
    });
  });

  test('Jira’s sentence about a field is told', async () => {
    const outcome = await (await rig.open()).invoke('create-issue', { ...bug, priority: 'Immediate' });
    expect(outcome).toMatchObject({
      failure: { code: 'connector.invalid', vendor: { status: 400, message: expect.stringContaining('priority: ') } },
    });
  });

  test('a status is reached by the transition that leads there, and the second time it is found to be there', async () => {
    const host = await rig.open();
    const done = { key: 'SC-2', status: 'done', resolution: 'Fixed' };
    await outputOf(host.invoke('move-issue', done));
    expect(rig.simulator.record('issues', '10002')).toMatchObject({ status: 'Done', resolution: 'Fixed' });
    expect(await host.lookUp('move-issue', done)).toMatchObject({ kind: 'found' });
  });

  test('where no transition leads there Jira refuses, and nothing is moved', async () => {
    const outcome = await (await rig.open()).invoke('move-issue', { key: 'SC-1', status: 'Done' });
    expect(outcome).toMatchObject({
      failure: { kind: 'invalid', vendor: { message: expect.stringContaining('Done') } },
    });
    expect(rig.simulator.record('issues', '10001')?.['status']).toBe('To Do');
  });

  test('a web link with the same global id is one link', async () => {
    const host = await rig.open();
    const link = { key: 'SC-1', globalId: 'ticket=1001', url: 'https://core.example.com/t/1001', title: '工单 1001' };
    const first = await outputOf(host.invoke('link-issue', link));
    const second = await outputOf(host.invoke('link-issue', { ...link, title: '工单 1001(已升级)' }));
    expect(second['id']).toBe(first['id']);
    expect(rig.simulator.records('remote-links')).toMatchObject([{ object: { title: '工单 1001(已升级)' } }]);
  });

  test('a comment is an Atlassian document and is listed', async () => {
    const host = await rig.open();
    await outputOf(host.invoke('add-comment', { key: 'SC-1', text: '客户补充了截图' }));
    const page = await host.page('list-comments', { key: 'SC-1' }, null);
    expect(page).toMatchObject({ kind: 'page', items: [{ author: { displayName: 'Joinery' } }], next: null });
  });
});

describe('searching', () => {
  test.each([
    ['', 'step.input-invalid'],
    ['ORDER BY created', 'connector.invalid'],
    ['sprint = 5', 'connector.invalid'],
  ])('the query “%s” is refused as %s', async (jql, code) => {
    expect(await (await rig.open()).page('search-issues', { jql }, null)).toMatchObject({ failure: { code } });
  });

  test('changes are asked for in minutes of the account’s zone', async () => {
    const host = await rig.open();
    const { cursor } = await host.changes('issue', undefined, 'beginning');
    await host.changes('issue', cursor, 'beginning');
    const [last = ''] = rig.simulator
      .requests()
      .map(({ query }) => new URLSearchParams(query).get('jql') ?? '')
      .toReversed();
    expect(last).toBe('created >= "2000/01/01" AND updated >= "2026/09/01 08:57" ORDER BY updated ASC, key ASC');
  });

  test('only the projects of the connection are synchronised', async () => {
    rig.simulator.upsert('issues', { summary: '官网', project: 'WEB' });
    const host = await rig.open({ ...rig.simulator.connection(), projects: ['WEB'] });
    expect((await host.listRecords('issue', null)).records).toHaveLength(1);
  });
});

describe('events', () => {
  async function eventsOf(trigger: string, settings: Json, act: () => void): Promise<readonly Json[]> {
    const host = await rig.open();
    const server = await callbackServer(async (request) => {
      const outcome = await host.receive?.(trigger, settings, request);
      if (!outcome) throw new Error('callbacks are not received');
      return outcome;
    });
    await host.register(trigger, settings, server.url);
    act();
    await rig.simulator.settled();
    await server.close();
    return server.seen.flatMap(({ events }) => events);
  }

  test('a move to another status tells from, to and the category, another change starts nothing', async () => {
    const events = await eventsOf('issue-moved', {}, () => {
      rig.simulator.upsert('issues', { id: '10001', priority: 'Low' });
      rig.simulator.upsert('issues', { id: '10001', status: 'Done' });
    });
    expect(events).toMatchObject([{ issue: { key: 'SC-1' }, from: 'To Do', to: 'Done', category: 'done' }]);
  });

  test('one change is still a list of changes', async () => {
    const events = await eventsOf(
      'issue-updated',
      {},
      () => void rig.simulator.upsert('issues', { id: '10001', priority: 'Low' }),
    );
    expect(events).toMatchObject([{ changes: [{ field: 'priority', from: 'High', to: 'Low' }] }]);
  });

  test('a new comment names its issue and its author', async () => {
    const events = await eventsOf(
      'comment-created',
      {},
      () => void rig.simulator.upsert('comments', { issueId: '10001', body: '已修复' }),
    );
    expect(events).toMatchObject([
      { issue: { key: 'SC-1' }, comment: { body: '已修复' }, user: { displayName: 'Joinery' } },
    ]);
  });
});
