import { apiRoutes, type Connection, type FlowSummary, type Route, type Session, type User } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainFlow, testApi, type TestApi } from './testing/test-api.ts';
import { codeOf, type Visitor } from './testing/visitor.ts';

let api: TestApi;
let mine: Visitor;
let stranger: Visitor;
/** What belongs to the first tenant, by the name of the path parameter. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await testApi();
  mine = await api.member(await api.tenant('ACME'), 'owner');
  stranger = await api.member(await api.tenant('Other'), 'owner');
  const flow = await mine.post<FlowSummary>('/flows', { name: 'mine', document: plainFlow });
  ids['flowId'] = flow.body.id;
  await mine.post(`/flows/${flow.body.id}/publish`, { revision: 1 });
  const run = await mine.post<{ runId: string }>(`/flows/${flow.body.id}/runs`, { input: { n: 1 } });
  ids['runId'] = run.body.runId;
  const connection = await mine.post<Connection>('/connections', {
    name: 'acme',
    connector: { name: 'acme', version: '1.0.0' },
    fields: { baseUrl: 'https://acme.test' },
    secrets: { apiKey: 'k' },
  });
  ids['connectionId'] = connection.body.id;
  ids['userId'] = (
    await mine.post<{ user: User }>('/users', { email: 'u@joinery.test', name: 'U', role: 'viewer' })
  ).body.user.id;
  ids['tokenId'] = (
    await mine.post<{ token: { id: string } }>('/tokens', { name: 't', permissions: ['flows.read'], expiresInDays: 1 })
  ).body.token.id;
  ids['ruleId'] = (await mine.post<{ id: string }>('/egress-rules', { target: '10.1.2.3' })).body.id;
  ids['triggerId'] = (await mine.get<{ items: { id: string }[] }>('/triggers')).body.items[0]?.id ?? '';
  ids['version'] = '1';
});
afterAll(() => api.end());

/** A body that would be taken, so that nothing but the tenant stands in the way. */
const bodies: Record<string, unknown> = {
  updateConnection: { revision: 1, name: 'taken' },
  updateFlow: { name: 'taken' },
  saveDraft: { revision: 1, document: plainFlow },
  publishFlow: { revision: 1 },
  rollbackFlow: { version: 1 },
  testStep: { stepId: 'shape', data: { trigger: {} } },
  resolveAttempt: { path: 'shape', as: 'retry' },
  revealRun: { reason: 'curious' },
  fireTrigger: { event: {} },
  updateUser: { name: 'taken' },
};

const known = Object.entries<Route>(apiRoutes).filter(
  ([, route]) =>
    /\{/.test(route.path) &&
    [...route.path.matchAll(/\{(\w+)\}/g)].every(
      (match) => Object.hasOwn(ids, match[1] ?? '') || match[1]?.endsWith('Id'),
    ),
);

describe('what belongs to another tenant', () => {
  it('is prepared here, so that the test means something', () => {
    expect(Object.entries(ids).filter(([, id]) => id === '' || id === undefined)).toEqual([]);
    expect(known.length).toBeGreaterThan(30);
  });

  it('does not exist for whoever asks, whatever he asks', async () => {
    const wrong: string[] = [];
    for (const [name, route] of known) {
      const path = route.path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => ids[parameter] ?? '');
      if (path.includes('//') || path.endsWith('/')) continue;
      const answer = await stranger.send(route.method, path, route.body ? (bodies[name] ?? {}) : undefined);
      if (answer.status !== 404 || codeOf(answer) !== 'not-found')
        wrong.push(`${name}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is in none of his lists', async () => {
    for (const path of [
      '/flows',
      '/connections',
      '/runs',
      '/triggers',
      '/waits',
      '/alerts',
      '/users',
      '/tokens',
      '/egress-rules',
      '/audit',
    ]) {
      const { text } = await stranger.get(path);
      for (const id of Object.values(ids).filter((one) => one.length > 10)) expect(text, path).not.toContain(id);
    }
  });

  it('cannot be answered or redriven by naming it in a body', async () => {
    const answered = await stranger.post('/waits/answer', { runId: ids['runId'], path: 'shape', verdict: 'approved' });
    expect(codeOf(answered)).toBe('not-found');
    const redriven = await stranger.post<{ redriven: number; skipped: { code: string }[] }>('/runs/redrive', {
      runIds: [ids['runId']],
    });
    expect(redriven.body).toMatchObject({ redriven: 0, skipped: [{ code: 'not-found' }] });
  });

  it('cannot be used in one’s own flow', async () => {
    const document = {
      ...plainFlow,
      steps: [
        {
          id: 'get',
          kind: 'action',
          label: '',
          connector: { name: 'acme', version: '1.0.0' },
          connectionId: ids['connectionId'],
          action: 'get-contact',
          input: { kind: 'expression', expression: '{}' },
        },
      ],
      edges: [{ from: 'trigger', to: 'get' }],
    };
    const flow = await stranger.post<FlowSummary>('/flows', { name: 'borrowed', document });
    const published = await stranger.post(`/flows/${flow.body.id}/publish`, { revision: 1 });
    expect([published.status, codeOf(published)]).toEqual([422, 'flow.missing-connection']);
    const options = await stranger.post('/connectors/options', {
      connector: { name: 'acme', version: '1.0.0' },
      connectionId: ids['connectionId'],
      source: 'x',
    });
    expect(codeOf(options)).toBe('not-found');
  });

  it('stays what it was', async () => {
    expect((await mine.get<FlowSummary>(`/flows/${ids['flowId'] ?? ''}`)).body).toMatchObject({
      name: 'mine',
      state: 'published',
      version: 1,
    });
    expect((await mine.get<Session>('/session')).status).toBe(200);
  });
});
