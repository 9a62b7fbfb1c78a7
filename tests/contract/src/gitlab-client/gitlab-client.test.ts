import { Gitlab } from '@gitbeaker/rest';
import { gitlabSimulator } from '@joinery/connector-gitlab/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** A client that others wrote and keep is the judge of our simulator. */
let gitlab: Simulator;
let url: string;
let stop: () => Promise<void>;
const project = 'service/support';
const clientWith = (token: string) => new Gitlab({ host: url, token });

beforeEach(async () => {
  gitlab = gitlabSimulator();
  ({ url, stop } = await gitlab.start());
});
afterEach(() => stop());

describe('issues', () => {
  test('one is made, read, changed, closed and deleted', async () => {
    const { Issues } = clientWith('glpat-joinery-demo-token');
    const made = await Issues.create(project, '无法登录', { labels: 'bug,ticket' });
    expect(await Issues.show(made.iid, { projectId: project })).toMatchObject({
      title: '无法登录',
      state: 'opened',
      labels: ['bug', 'ticket'],
    });
    await Issues.edit(project, made.iid, { stateEvent: 'close', addLabels: 'done' });
    expect(gitlab.record('issues', String(made.iid))).toMatchObject({
      state: 'closed',
      labels: ['bug', 'ticket', 'done'],
    });
    await Issues.remove(project, made.iid);
    await expect(Issues.show(made.iid, { projectId: project })).rejects.toThrow('Not Found');
  });

  test('every page is followed and every issue comes once', async () => {
    for (let n = 0; n < 45; n += 1) gitlab.upsert('issues', { title: `议题 ${n}` });
    const all = await clientWith('glpat-joinery-demo-token').Issues.all({ projectId: project, perPage: 10 });
    expect([all.length, new Set(all.map(({ iid }) => iid)).size]).toEqual([48, 48]);
  });

  test('state, labels and text restrict a list', async () => {
    const { Issues } = clientWith('glpat-joinery-demo-token');
    const numbers = async (options: object) =>
      (await Issues.all({ projectId: project, ...options })).map(({ iid }) => iid);
    expect(await numbers({ state: 'closed' })).toEqual([3]);
    expect(await numbers({ labels: 'bug,ticket' })).toEqual([1]);
    expect(await numbers({ search: '报表', in: 'title' })).toEqual([2]);
    expect(await numbers({ updatedAfter: '2026-09-02T00:00:00Z' })).toEqual([]);
  });

  test('notes hang on an issue', async () => {
    const { IssueNotes } = clientWith('glpat-joinery-demo-token');
    await IssueNotes.create(project, 1, '已修复');
    expect((await IssueNotes.all(project, 1)).map(({ body }) => body)).toEqual(['已修复']);
  });
});

test('a webhook is registered, found and removed', async () => {
  const { ProjectHooks } = clientWith('glpat-joinery-demo-token');
  const hook = await ProjectHooks.add(project, 'http://127.0.0.1:9/hook', {
    issuesEvents: true,
    pushEvents: false,
    token: 't',
  });
  expect(await ProjectHooks.show(project, hook.id)).toMatchObject({
    url: 'http://127.0.0.1:9/hook',
    issues_events: true,
    note_events: false,
  });
  await ProjectHooks.remove(project, hook.id);
  expect(gitlab.subscriptions()).toEqual([]);
});

test('projects are listed, and a wrong token is nobody', async () => {
  const { Projects, Users } = clientWith('glpat-joinery-demo-token');
  expect((await Projects.all({ membership: true })).map(({ path_with_namespace: path }) => path)).toEqual([
    'service/support',
    'service/website',
  ]);
  expect(await Users.showCurrentUser()).toMatchObject({ username: 'joinery' });
  await expect(clientWith('wrong').Users.showCurrentUser()).rejects.toThrow('Unauthorized');
});
