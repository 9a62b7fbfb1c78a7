import { hash } from 'node:crypto';
import type { FlowDocument, FlowReplay, FlowSummary, ReplayedRun, RunId, RunPage } from '@joinery/contracts';
import { runFlow, type ActionInvoker } from '@joinery/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainFlow, testApi, type TestApi, type TestTenant } from '../testing/test-api.ts';
import { codeOf, type Visitor } from '../testing/visitor.ts';

const calls: unknown[] = [];
/** An action that must not be called without need. */
const actions: ActionInvoker = {
  traits: () => ({
    effect: 'unsafe',
    safeToTest: false,
    paginated: false,
    timeoutMs: 1_000,
    sample: { ok: 'sample', phone: '13812345678' },
  }),
  invoke: async ({ input }) => {
    calls.push(input);
    return { kind: 'done', output: { ok: true } };
  },
  lookUp: async () => ({ kind: 'absent' }),
  page: async () => ({ kind: 'page', page: { items: [], next: null } }),
};

let api: TestApi;
let tenant: TestTenant;
let person: Visitor;
let connectionId: string;
beforeAll(async () => {
  api = await testApi({ actions });
  tenant = await api.tenant('ACME');
  person = await api.member(tenant, 'implementer');
  const made = await person.post<{ id: string }>('/connections', {
    name: 'acme',
    connector: { name: 'acme', version: '1.0.0' },
    fields: { baseUrl: 'https://acme.test' },
    secrets: { apiKey: 'k' },
  });
  connectionId = made.body.id;
});
afterAll(() => api.end());

function sending(n: string, sensitive: readonly string[] = []): FlowDocument {
  return {
    ...plainFlow,
    steps: [
      {
        id: 'send',
        kind: 'action',
        label: 'Send',
        connector: { name: 'acme', version: '1.0.0' },
        connectionId,
        action: 'get-contact',
        input: {
          kind: 'expression',
          expression: `{"n": ${n}, "phone": trigger.phone, "nick": trigger.nick}`,
        },
        onAmbiguous: 'hold',
      },
    ],
    edges: [{ from: 'trigger', port: 'out', to: 'send' }],
    settings: { ...plainFlow.settings, sensitive: [...sensitive] },
  };
}

async function published(name: string, document: FlowDocument): Promise<string> {
  const { body } = await person.post<FlowSummary>('/flows', { name, document });
  const answer = await person.post(`/flows/${body.id}/publish`, { revision: 1 });
  expect(answer.status, answer.text).toBe(201);
  return body.id;
}

const redrawn = (id: string, document: FlowDocument) =>
  person.send('PUT', `/flows/${id}/draft`, { revision: 1, document });

/** Starts a run and does the worker's part. */
async function ran(id: string, input: object): Promise<string> {
  const { body } = await person.post<{ runId: RunId }>(`/flows/${id}/runs`, { input });
  const { stores, ports } = api;
  const claim = await stores.runs.claim(body.runId);
  if (claim.kind !== 'claimed') throw new Error(`the run is ${claim.kind}`);
  const engine = {
    ...stores,
    actions,
    tokens: ports.callbacks,
    replies: { deliver: () => undefined },
    clock: { now: Date.now, sleep: () => Promise.resolve(), after: () => () => undefined },
    random: () => 0,
    newRunId: () => ports.newId() as RunId,
    sha256: (text: string) => hash('sha256', text, 'hex'),
  };
  await runFlow(claim.run, engine, new AbortController().signal);
  return body.runId;
}

const replay = (id: string, body: object = {}) => person.post<FlowReplay>(`/flows/${id}/replay`, body);

describe('a replay of a flow', () => {
  it('plays the last real events on the draft and tells what would differ, without any effect', async () => {
    const id = await published('compared', sending('trigger.n'));
    const runs = [await ran(id, { n: 1 }), await ran(id, { n: 3 }), await ran(id, { n: 'many' })];
    expect((await replay(id)).body.counts).toEqual({ same: 3, changed: 0, fails: 0, skipped: 0 });

    await redrawn(id, sending('$number(trigger.n) > 2 ? 0 : trigger.n'));
    const before = { calls: calls.length, runs: (await person.get<RunPage>(`/runs?flowId=${id}`)).body.items.length };
    const { body } = await replay(id);
    expect(body.counts).toEqual({ same: 1, changed: 1, fails: 1, skipped: 0 });
    expect(body.cases.map(({ runId, verdict, after, differs }) => [runId, verdict, after, differs])).toEqual([
      [runs[2], 'fails', 'failed', ['send']],
      [runs[1], 'changed', 'succeeded', ['send']],
      [runs[0], 'same', 'succeeded', []],
    ]);
    expect(calls).toHaveLength(before.calls);
    expect((await person.get<RunPage>(`/runs?flowId=${id}`)).body.items).toHaveLength(before.runs);
    expect((await replay(id, { limit: 1 })).body.cases.map((one) => one.runId)).toEqual([runs[2]]);
  });

  it('opens one run with both sides of each step that differs, sensitive values masked', async () => {
    const id = await published('opened', sending('trigger.n'));
    const runId = await ran(id, { n: 1, phone: '13812345678', nick: 'Old Wang' });
    await redrawn(id, sending('trigger.n + 1', ['nick']));
    const { body, text } = await person.post<ReplayedRun>(`/flows/${id}/replay/${runId}`);
    expect(body).toMatchObject({
      verdict: 'changed',
      before: 'succeeded',
      steps: [
        {
          stepId: 'send',
          aspects: ['input'],
          before: { state: 'succeeded', input: { n: 1, phone: '13****78', nick: 'Ol****ng' }, output: { ok: true } },
          after: { answeredBy: 'sample', input: { n: 2, phone: '13****78', nick: 'Ol****ng' } },
        },
      ],
      end: { aspects: [] },
    });
    expect(text).not.toContain('13812345678');
    expect(text).not.toContain('Old Wang');
  });

  it('leaves tests of the draft and unfinished runs out', async () => {
    const id = await published('left out', sending('trigger.n'));
    await person.post(`/flows/${id}/test-run`, { event: { n: 1 } });
    await person.post(`/flows/${id}/runs`, { input: { n: 2 } });
    expect((await replay(id)).body).toEqual({ counts: { same: 0, changed: 0, fails: 0, skipped: 0 }, cases: [] });
  });

  it('says of a run that reads pages that it cannot be played again', async () => {
    const id = await published('paged', plainFlow);
    const runId = await ran(id, { n: 1 });
    await redrawn(id, {
      ...plainFlow,
      steps: [
        {
          id: 'rows',
          kind: 'each',
          label: '',
          items: {
            from: 'pages',
            connector: { name: 'acme', version: '1.0.0' },
            connectionId,
            action: 'get-contact',
            input: { kind: 'expression', expression: '{}' },
          },
          batchSize: 1,
          concurrency: 1,
          onError: 'stop',
          body: { steps: plainFlow.steps, edges: [{ from: 'item', port: 'out', to: 'shape' }] },
        },
      ],
      edges: [{ from: 'trigger', port: 'out', to: 'rows' }],
    });
    const { body, text } = await replay(id);
    expect(body.cases, text).toMatchObject([{ runId, verdict: 'skipped', skipped: 'pages', after: null }]);
    expect((await person.post<ReplayedRun>(`/flows/${id}/replay/${runId}`)).body).toMatchObject({
      skipped: 'pages',
      steps: [],
    });
  });

  it('wants a draft without errors first', async () => {
    const id = await published('broken', sending('trigger.n'));
    await redrawn(id, sending('$number('));
    expect((await replay(id)).status).toBe(422);
  });

  it('is for those who may test, in their own tenant', async () => {
    const id = await published('guarded', sending('trigger.n'));
    const runId = await ran(id, { n: 1 });
    const viewer = await api.member(tenant, 'viewer');
    expect(codeOf(await viewer.post(`/flows/${id}/replay`))).toBe('auth.forbidden');
    const stranger = await api.member(await api.tenant('Elsewhere'), 'owner');
    expect((await stranger.post(`/flows/${id}/replay`)).status).toBe(404);
    const own = (await stranger.post<FlowSummary>('/flows', { name: 'mine', document: plainFlow })).body.id;
    expect((await stranger.post(`/flows/${own}/replay/${runId}`)).status).toBe(404);
  });
});
