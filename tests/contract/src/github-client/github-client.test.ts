import { Octokit } from '@octokit/rest';
import { githubSimulator } from '@joinery/connector-github/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** GitHub's own client is the judge of our simulator. */
let github: Simulator;
let url: string;
let stop: () => Promise<void>;
const repository = { owner: 'acme', repo: 'support' };
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const clientWith = (auth: string) => new Octokit({ baseUrl: url, auth, log: silent });
const client = () => clientWith('github_pat_joinery_demo_token');

beforeEach(async () => {
  github = githubSimulator();
  ({ url, stop } = await github.start());
});
afterEach(() => stop());

describe('issues', () => {
  test('one is made, read, labelled, closed and opened again', async () => {
    const { issues } = client().rest;
    const { data: made } = await issues.create({ ...repository, title: '无法登录', body: '第一行', labels: ['bug'] });
    const one = { ...repository, issue_number: made.number };
    await issues.addLabels({ ...one, labels: ['urgent'] });
    await issues.removeLabel({ ...one, name: 'bug' });
    await issues.update({ ...one, state: 'closed', state_reason: 'not_planned', assignees: ['wangfang'] });
    expect((await issues.get(one)).data).toMatchObject({
      title: '无法登录',
      state: 'closed',
      state_reason: 'not_planned',
      labels: [{ name: 'urgent' }],
      assignees: [{ login: 'wangfang' }],
    });
    expect((await issues.update({ ...one, state: 'open' })).data).toMatchObject({ state: 'open', closed_at: null });
  });

  test('every page is followed and every issue comes once, pull requests among them', async () => {
    for (let n = 0; n < 45; n += 1) github.upsert('issues', { title: `议题 ${n}` });
    const { paginate, rest } = client();
    const all = await paginate(rest.issues.listForRepo, { ...repository, state: 'all', per_page: 10 });
    expect([all.length, new Set(all.map(({ number }) => number)).size]).toEqual([49, 49]);
    expect(all.filter(({ pull_request: pull }) => pull).map(({ number }) => number)).toEqual([4]);
  });

  test('state, labels, people and time restrict a list', async () => {
    const { issues } = client().rest;
    const numbers = async (options: object) =>
      (await issues.listForRepo({ ...repository, ...options })).data.map(({ number }) => number);
    expect(await numbers({ state: 'closed' })).toEqual([3]);
    expect(await numbers({ labels: 'bug,ticket' })).toEqual([1]);
    expect(await numbers({ assignee: 'wangfang' })).toEqual([2]);
    expect(await numbers({ state: 'all', since: '2026-09-02T00:00:00Z' })).toEqual([]);
  });

  test('comments hang on an issue', async () => {
    const { issues } = client().rest;
    const { data: made } = await issues.createComment({ ...repository, issue_number: 2, body: '已排期' });
    await issues.updateComment({ ...repository, comment_id: made.id, body: '已修复' });
    expect((await issues.listComments({ ...repository, issue_number: 2 })).data.map(({ body }) => body)).toEqual([
      '已修复',
    ]);
    await issues.deleteComment({ ...repository, comment_id: made.id });
    expect((await issues.listComments({ ...repository, issue_number: 2 })).data).toEqual([]);
  });
});

test('a webhook is registered once, found and removed', async () => {
  const { repos } = client().rest;
  const asked = {
    ...repository,
    events: ['issues'],
    config: { url: 'http://127.0.0.1:9/hook', content_type: 'json', secret: 's' },
  };
  const { data: hook } = await repos.createWebhook(asked);
  await expect(repos.createWebhook(asked)).rejects.toThrow('Hook already exists');
  expect((await repos.getWebhook({ ...repository, hook_id: hook.id })).data).toMatchObject({
    events: ['issues'],
    config: { url: 'http://127.0.0.1:9/hook', secret: '********' },
  });
  await repos.deleteWebhook({ ...repository, hook_id: hook.id });
  expect(github.subscriptions()).toEqual([]);
});

test('what is wrong and who is nobody are told as GitHub tells it', async () => {
  const { issues, users } = client().rest;
  await expect(issues.create({ ...repository, title: '' })).rejects.toMatchObject({
    status: 422,
    response: { data: { errors: [{ resource: 'Issue', field: 'title', code: 'missing_field' }] } },
  });
  await expect(issues.get({ ...repository, issue_number: 404 })).rejects.toMatchObject({ status: 404 });
  expect((await users.getAuthenticated()).data).toMatchObject({ login: 'joinery' });
  await expect(clientWith('wrong').rest.users.getAuthenticated()).rejects.toThrow('Bad credentials');
});
