import { jiraSimulator } from '@joinery/connector-jira/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { Version3Client } from 'jira.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** A client that others wrote and keep is the judge of our simulator. */
let jira: Simulator;
let stop: () => Promise<void>;
let client: Version3Client;

beforeEach(async () => {
  jira = jiraSimulator();
  const running = await jira.start();
  stop = running.stop;
  client = clientWith(running.url, 'jira-api-token-demo');
});
afterEach(() => stop());

function clientWith(host: string, apiToken: string): Version3Client {
  return new Version3Client({ host, authentication: { basic: { email: 'joinery@example.com', apiToken } } });
}

const bug = { project: { key: 'SC' }, issuetype: { name: 'Bug' } };

describe('issues', () => {
  test('one is made, read, edited and deleted', async () => {
    const { id, key } = await client.issues.createIssue({ fields: { ...bug, summary: '无法登录' } });
    const made = await client.issues.getIssue({ issueIdOrKey: key });
    expect([made.id, made.fields.summary, made.fields.status.name]).toEqual([id, '无法登录', 'To Do']);
    await client.issues.editIssue({ issueIdOrKey: key, fields: { priority: { name: 'Low' } } });
    expect(jira.record('issues', id)?.['priority']).toBe('Low');
    await client.issues.deleteIssue({ issueIdOrKey: key });
    await expect(client.issues.getIssue({ issueIdOrKey: key })).rejects.toMatchObject({ status: 404 });
  });

  test('in bulk each has its own outcome', async () => {
    const answer = await client.issues.createIssues({
      issueUpdates: ['甲', '', '丙'].map((summary) => ({ fields: { ...bug, summary } })),
    });
    expect(answer.issues).toHaveLength(2);
    expect(answer.errors).toMatchObject([{ failedElementNumber: 1 }]);
  });

  test('a transition is found and made, and one that is not there is refused', async () => {
    const { transitions = [] } = await client.issues.getTransitions({ issueIdOrKey: 'SC-2' });
    const done = transitions.find(({ to }) => to?.statusCategory?.key === 'done');
    await client.issues.doTransition({ issueIdOrKey: 'SC-2', transition: { id: done?.id ?? '' } });
    expect(jira.record('issues', '10002')?.['status']).toBe('Done');
    const again = client.issues.doTransition({ issueIdOrKey: 'SC-2', transition: { id: done?.id ?? '' } });
    await expect(again).rejects.toMatchObject({ status: 400 });
  });

  test('a comment and a web link hang on an issue', async () => {
    await client.issueComments.addComment({ issueIdOrKey: 'SC-1', comment: '已修复' });
    const { comments, total } = await client.issueComments.getComments({ issueIdOrKey: 'SC-1' });
    expect([total, comments?.[0]?.author?.displayName]).toEqual([1, 'Joinery']);
    const link = { globalId: 'ticket=1', object: { url: 'https://core.example.com/t/1', title: '工单 1' } };
    const first = await client.issueRemoteLinks.createOrUpdateRemoteIssueLink({ issueIdOrKey: 'SC-1', ...link });
    const second = await client.issueRemoteLinks.createOrUpdateRemoteIssueLink({ issueIdOrKey: 'SC-1', ...link });
    expect(second.id).toBe(first.id);
  });
});

describe('searching', () => {
  test('the pages of a search hold every issue once', async () => {
    for (let n = 0; n < 25; n += 1) jira.upsert('issues', { summary: `问题 ${n}` });
    const keys: string[] = [];
    let nextPageToken: string | undefined;
    do {
      const page = await client.issueSearch.searchForIssuesUsingJqlEnhancedSearch({
        jql: 'project = SC ORDER BY key',
        maxResults: 10,
        fields: ['summary'],
        ...(nextPageToken !== undefined && { nextPageToken }),
      });
      keys.push(...(page.issues ?? []).map(({ key }) => key));
      nextPageToken = page.nextPageToken ?? undefined;
    } while (nextPageToken !== undefined);
    expect([keys.length, new Set(keys).size]).toEqual([28, 28]);
  });

  test('labels, lists and dates restrict it', async () => {
    const found = async (jql: string) =>
      (await client.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({ jql, fields: ['summary'] })).issues?.map(
        ({ key }) => key,
      );
    expect(await found('labels = ticket')).toEqual(['SC-3']);
    expect(await found('status in ("To Do", Done) AND updated >= "2026/09/01 09:00" ORDER BY key')).toEqual([
      'SC-1',
      'SC-3',
    ]);
    expect(await found('updated >= "2026/09/01 09:01"')).toEqual([]);
  });

  test('a query without a restriction is refused, and the search that is gone says so', async () => {
    const unbounded = client.issueSearch.searchForIssuesUsingJqlEnhancedSearch({ jql: 'ORDER BY created' });
    await expect(unbounded).rejects.toMatchObject({ status: 400 });
    await expect(client.issueSearch.searchForIssuesUsingJql({ jql: 'project = SC' })).rejects.toMatchObject({
      status: 410,
    });
  });
});

test('who we are, and that a wrong token is nobody', async () => {
  expect(await client.myself.getCurrentUser()).toMatchObject({ displayName: 'Joinery', timeZone: 'Asia/Shanghai' });
  const { siteUrl } = jira.connection() as { siteUrl: string };
  await expect(clientWith(siteUrl, 'wrong').myself.getCurrentUser()).rejects.toMatchObject({ status: 401 });
});

test('projects, types and users are found', async () => {
  const { values } = await client.projects.searchProjects();
  expect(values.map(({ key }) => key)).toEqual(['SC', 'WEB']);
  const people = await client.userSearch.findUsers({ query: '王芳' });
  expect(people.map(({ emailAddress }) => emailAddress)).toEqual(['e1002@service.example.com']);
});
