import type { FlowDraft, FlowSummary, FlowVersion, FlowVersionPage, RunDetail, StepTest } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainFlow, testApi, type TestApi } from '../testing/test-api.ts';
import { codeOf, type Visitor } from '../testing/visitor.ts';

let api: TestApi;
let person: Visitor;
beforeAll(async () => {
  api = await testApi();
  person = await api.member(await api.tenant('ACME'), 'implementer');
});
afterAll(() => api.end());

async function created(name: string): Promise<string> {
  return (await person.post<FlowSummary>('/flows', { name, document: plainFlow })).body.id;
}

describe('a flow', () => {
  it('begins as an empty canvas', async () => {
    const flow = await person.post<FlowSummary>('/flows', { name: 'blank' });
    expect(flow.body).toMatchObject({ state: 'draft', version: null, draftRevision: 1, trigger: { kind: 'manual' } });
    const draft = await person.get<FlowDraft>(`/flows/${flow.body.id}/draft`);
    expect(draft.body).toMatchObject({ revision: 1, document: { steps: [] }, updatedBy: { name: 'implementer' } });
  });

  it('is published, published again and rolled back, each as a version of its own', async () => {
    const id = await created('versions');
    const note = { revision: 1, note: 'first' };
    expect((await person.post<FlowVersion>(`/flows/${id}/publish`, note)).body).toMatchObject({
      version: 1,
      active: true,
      note: 'first',
    });
    const changed = { ...plainFlow, comments: [{ id: 'c', text: 'hi', x: 0, y: 0, width: 10, height: 10 }] };
    await person.send('PUT', `/flows/${id}/draft`, { revision: 1, document: changed });
    expect((await person.get<FlowSummary>(`/flows/${id}`)).body.draftChanged).toBe(true);
    await person.post(`/flows/${id}/publish`, { revision: 2 });
    const back = await person.post<FlowVersion>(`/flows/${id}/rollback`, { version: 1 });
    expect(back.body).toMatchObject({ version: 3, active: true });
    expect(back.body.document).not.toHaveProperty('comments');
    const versions = await person.get<FlowVersionPage>(`/flows/${id}/versions`);
    expect(versions.body.items.map((one) => [one.version, one.active])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
  });

  it('that was changed since it was looked at is not published', async () => {
    const id = await created('looked at');
    await person.send('PUT', `/flows/${id}/draft`, { revision: 1, document: plainFlow });
    expect(codeOf(await person.post(`/flows/${id}/publish`, { revision: 1 }))).toBe('conflict.stale');
  });

  it('is started by hand once it is published', async () => {
    const id = await created('by hand');
    expect(codeOf(await person.post(`/flows/${id}/runs`, { input: { n: 1 } }))).toBe('flow.not-published');
    await person.post(`/flows/${id}/publish`, { revision: 1 });
    const started = await person.post<{ runId: string }>(`/flows/${id}/runs`, { input: { n: 1 } });
    expect(started.status).toBe(202);
    expect((await person.get<RunDetail>(`/runs/${started.body.runId}`)).body).toMatchObject({
      state: 'queued',
      mode: 'live',
      event: { n: 1 },
    });
  });

  it('is tried out as a draft, pinned to what the draft was', async () => {
    const id = await created('tried');
    const run = await person.post<{ runId: string }>(`/flows/${id}/test-run`, { event: { n: 2 } });
    expect(run.status, run.text).toBe(202);
    const detail = await person.get<RunDetail>(`/runs/${run.body.runId}`);
    expect(detail.body.mode).toBe('test');
    expect((await person.get<FlowSummary>(`/flows/${id}`)).body).toMatchObject({ state: 'draft', version: null });
    expect((await person.get<FlowVersionPage>(`/flows/${id}/versions`)).body.items).toEqual([]);
  });

  it('tries one step out on the data given', async () => {
    const id = await created('step');
    const test = (body: object) => person.post<StepTest>(`/flows/${id}/test-step`, body);
    expect((await test({ stepId: 'shape', data: { trigger: { n: 7 } } })).body).toMatchObject({
      state: 'succeeded',
      output: { n: 7 },
    });
    expect((await test({ stepId: 'ghost', data: {} })).status).toBe(404);
    const broken = {
      ...plainFlow,
      steps: [{ ...plainFlow.steps[0], mapping: { kind: 'expression', expression: '$number(trigger.n)' } }],
    };
    expect((await test({ stepId: 'shape', data: { trigger: { n: 'x' } }, document: broken })).body).toMatchObject({
      state: 'failed',
      failure: { code: 'expression.failed' },
    });
  });

  it('offers captured events to test with', async () => {
    const id = await created('sampled');
    await person.post(`/flows/${id}/publish`, { revision: 1 });
    await person.post(`/flows/${id}/runs`, { input: { captured: true } });
    const samples = await person.get<{ items: { from: string; body: object }[] }>(`/flows/${id}/samples`);
    expect(samples.body.items).toEqual([expect.objectContaining({ from: 'event', body: { captured: true } })]);
  });

  it('goes only from state to state that makes sense', async () => {
    const id = await created('states');
    expect(codeOf(await person.post(`/flows/${id}/pause`))).toBe('conflict.state');
    await person.post(`/flows/${id}/publish`, { revision: 1 });
    const states = [];
    for (const act of ['pause', 'activate', 'archive'])
      states.push((await person.post<FlowSummary>(`/flows/${id}/${act}`)).body.state);
    expect(states).toEqual(['paused', 'published', 'archived']);
  });

  it('keeps its name to itself', async () => {
    await created('unique');
    expect(codeOf(await person.post('/flows', { name: 'unique' }))).toBe('conflict.exists');
  });
});

describe('a run', () => {
  it('is cancelled, and not twice', async () => {
    const id = await created('cancelled');
    await person.post(`/flows/${id}/publish`, { revision: 1 });
    const { body } = await person.post<{ runId: string }>(`/flows/${id}/runs`, { input: {} });
    expect((await person.post(`/runs/${body.runId}/cancel`)).body).toMatchObject({ state: 'cancelled' });
    const again = await person.post(`/runs/${body.runId}/cancel`);
    expect([again.status, codeOf(again)]).toEqual([409, 'conflict.state']);
    const rerun = await person.post<{ runId: string }>(`/runs/${body.runId}/rerun`);
    expect(rerun.status).toBe(202);
    expect(rerun.body.runId).not.toBe(body.runId);
  });

  it('is found by its state, its flow and page by page', async () => {
    const id = await created('searched');
    await person.post(`/flows/${id}/publish`, { revision: 1 });
    for (let n = 0; n < 5; n += 1) await person.post(`/flows/${id}/runs`, { input: { n } });
    type Page = { items: { id: string }[]; next: string | null };
    const first = await person.get<Page>(`/runs?flowId=${id}&state=queued&limit=3`);
    const second = await person.get<Page>(
      `/runs?flowId=${id}&state=queued&limit=3&cursor=${encodeURIComponent(first.body.next ?? '')}`,
    );
    expect([first.body.items.length, second.body.items.length, second.body.next]).toEqual([3, 2, null]);
    expect(new Set([...first.body.items, ...second.body.items].map((run) => run.id)).size).toBe(5);
    expect((await person.get<Page>(`/runs?flowId=${id}&state=failed,cancelled`)).body.items).toEqual([]);
  });

  it('is watched live by its own tenant', async () => {
    const id = await created('watched');
    await person.post(`/flows/${id}/publish`, { revision: 1 });
    const url = await listening();
    const stream = await fetch(`${url}/api/v1/runs/stream?flowId=${id}`, { headers: { cookie: person.cookie } });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    const { body } = await person.post<{ runId: string }>(`/flows/${id}/runs`, { input: {} });
    let text = '';
    while (!text.includes(body.runId)) text += (await reader?.read())?.value ?? '';
    await reader?.cancel();
    expect(text).toMatch(/event: run\ndata: \{"runId":"[^"]+","flowId":"[^"]+","state":"queued","at":"[^"]+"\}\n\n/);
  });
});

async function listening(): Promise<string> {
  await api.api.app.listen(0, '127.0.0.1');
  return api.api.app.getUrl();
}
