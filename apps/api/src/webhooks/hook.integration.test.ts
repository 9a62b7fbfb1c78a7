import { createHmac } from 'node:crypto';
import type { Connection, FlowDocument, FlowSummary, RunId, TriggerPage } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainFlow, testApi, type TestApi } from '../testing/test-api.ts';
import { codeOf, type Visitor } from '../testing/visitor.ts';

const signingSecret = 'whsec';
let api: TestApi;
let person: Visitor;
let connectionId: string;
let pressing: number | undefined;

beforeAll(async () => {
  api = await testApi({ pressure: { retryAfterSeconds: () => pressing } });
  person = await api.member(await api.tenant('ACME'), 'owner');
  const connection = await person.post<Connection>('/connections', {
    name: 'acme',
    connector: { name: 'acme', version: '1.0.0' },
    fields: { baseUrl: 'https://acme.test' },
    secrets: { apiKey: 'k', signingSecret },
  });
  connectionId = connection.body.id;
});
afterAll(() => api.end());

/** Publishes a flow on a trigger of the test connector and gives the address of its hook. */
async function publish(name: string, trigger: object, settings: object = {}): Promise<string> {
  const document = {
    ...plainFlow,
    trigger: {
      kind: 'event',
      connector: { name: 'acme', version: '1.0.0' },
      connectionId,
      trigger: 'ticket-created',
      ...trigger,
    },
    settings,
  } as unknown as FlowDocument;
  const flow = await person.post<FlowSummary>('/flows', { name, document });
  const published = await person.post(`/flows/${flow.body.id}/publish`, { revision: 1 });
  expect(published.status, published.text).toBe(201);
  const { body } = await person.get<TriggerPage>(`/triggers?flowId=${flow.body.id}`);
  return new URL(body.items[0]?.hookUrl ?? '', 'http://joinery.test').pathname;
}

function signed(body: string, { secret = signingSecret, at = Date.now() } = {}) {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return { payload: body, headers: { 'x-signature': signature, 'x-timestamp': String(at) } };
}

const hook = (path: string, sending: { payload: string; headers?: Record<string, string> }) =>
  api.visitor().send<{ runId: string; duplicate?: boolean }>('POST', `/${path}`, undefined, sending);

const runCount = async () =>
  Number((await api.database.system.query<{ n: string }>('select count(*) as n from run')).rows[0]?.n);

describe('a signed hook', () => {
  let path: string;
  beforeAll(async () => {
    path = await publish('signed', {});
  });

  it('answers 202 when event and run are stored, and the run is there for who may see it', async () => {
    const answer = await hook(path, signed('{"id":"T-1","n":1}'));
    expect(answer.status).toBe(202);
    const run = await person.get<{ state: string; event: object; key: string }>(`/runs/${answer.body.runId}`);
    expect(run.body).toMatchObject({ state: 'queued', key: 'T-1', event: { id: 'T-1', n: 1 } });
  });

  it('drops what comes twice and names the run it made the first time', async () => {
    const first = await hook(path, signed('{"id":"T-2"}'));
    const second = await hook(path, signed('{"id":"T-2"}'));
    expect([first.status, second.status]).toEqual([202, 200]);
    expect(second.body).toEqual({ runId: first.body.runId, duplicate: true });
  });

  it.each([
    ['a forged signature', () => signed('{"id":"F-1"}', { secret: 'guess' }), 401, 'hook.signature'],
    ['no signature', () => ({ payload: '{"id":"F-2"}' }), 401, 'hook.signature'],
    ['a signature of long ago', () => signed('{"id":"F-3"}', { at: Date.now() - 3_600_000 }), 401, 'hook.stale'],
    ['a body that was altered', () => ({ ...signed('{"id":"F-4"}'), payload: '{"id":"F-5"}' }), 401, 'hook.signature'],
    ['a body that is no JSON', () => signed('{"id":'), 400, 'request.not-json'],
    ['a body that is too deep', () => signed('['.repeat(1_000) + ']'.repeat(1_000)), 400, 'request.too-deep'],
    ['a body that is too large', () => signed(JSON.stringify('x'.repeat(1_100_000))), 413, 'request.too-large'],
  ])('stores nothing of %s', async (_, sending, status, code) => {
    const before = await runCount();
    const answer = await hook(path, sending());
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(await runCount()).toBe(before);
  });

  it('stores nothing at an address nobody listens at', async () => {
    const answer = await hook('/hooks/unknown', signed('{"id":"U-1"}'));
    expect([answer.status, codeOf(answer)]).toEqual([404, 'hook.unknown']);
  });

  it('accepts nothing while the house is full, and says when to come again', async () => {
    pressing = 7;
    const answer = await hook(path, signed('{"id":"B-1"}'));
    pressing = undefined;
    expect([answer.status, codeOf(answer), answer.headers['retry-after']]).toEqual([503, 'server.busy', '7']);
    expect((await hook(path, signed('{"id":"B-1"}'))).status).toBe(202);
  });

  it('makes one run of many deliveries at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => hook(path, signed('{"id":"C-1"}'))));
    expect(new Set(answers.map((one) => one.body.runId)).size).toBe(1);
    expect(answers.filter((one) => one.status === 202)).toHaveLength(1);
  });
});

describe('one address for all triggers of a connection', () => {
  it('shares an event out to every flow that wants it, whichever of their addresses the vendor knows', async () => {
    const closed = await publish('closed', { trigger: 'ticket-closed' });
    await publish('escalated', { trigger: 'ticket-escalated' });
    await publish('escalated too', { trigger: 'ticket-escalated' });
    const answer = await hook(closed, signed('{"id":"E-1","kind":"escalated"}'));
    expect(answer.status).toBe(202);
    const { runIds } = answer.body as unknown as { runIds: string[] };
    const flows = await Promise.all(
      runIds.map(async (id) => (await person.get<{ flow: { name: string } }>(`/runs/${id}`)).body.flow.name),
    );
    expect(new Set(flows)).toEqual(new Set(['escalated', 'escalated too']));
  });
});

describe('an open hook', () => {
  it('takes two equal bodies for two events, because nothing tells them apart', async () => {
    const path = await publish('open', { trigger: 'form-sent' });
    const answers = [await hook(path, { payload: '{"name":"a"}' }), await hook(path, { payload: '{"name":"a"}' })];
    expect(answers.map((one) => one.status)).toEqual([202, 202]);
    expect(answers[0]?.body.runId).not.toBe(answers[1]?.body.runId);
  });

  it('takes its key from the flow where the flow names one', async () => {
    const path = await publish('keyed', { trigger: 'form-sent' }, { dedupeKey: 'trigger.name' });
    const answers = [
      await hook(path, { payload: '{"name":"a","n":1}' }),
      await hook(path, { payload: '{"name":"a","n":2}' }),
    ];
    expect(answers.map((one) => one.status)).toEqual([202, 200]);
  });

  it('falls silent when its flow is paused', async () => {
    const path = await publish('paused', { trigger: 'form-sent' });
    const { body } = await person.get<{ items: FlowSummary[] }>('/flows?text=paused');
    await person.post(`/flows/${body.items[0]?.id ?? ''}/pause`);
    expect(codeOf(await hook(path, { payload: '{}' }))).toBe('hook.unknown');
  });

  it('hands its caller the reply of the run', async () => {
    const path = await publish('replying', { trigger: 'form-sent', respond: 'reply', replyTimeoutMs: 5_000 });
    const stop = api.ports.feed.subscribe((await tenantId()) as never, ({ runId, state }) => {
      if (state === 'queued') api.replies.deliver(runId, { status: 201, body: { hello: 'you' } });
    });
    const answer = await hook(path, { payload: '{}' });
    stop();
    expect([answer.status, answer.text]).toEqual([201, '{"hello":"you"}']);
  });
});

const tenantId = async () => (await person.get<{ tenant: { id: string } }>('/session')).body.tenant.id;

describe('a callback address', () => {
  it('answers the wait that its token names, once, and no other', async () => {
    const runId = (await hook(await publish('waiting', { trigger: 'form-sent' }), { payload: '{}' })).body
      .runId as RunId;
    const token = api.ports.callbacks.token({ tenantId: (await tenantId()) as never, runId }, 'ask');
    const send = (one: string) => api.visitor().send<{ outcome: string }>('POST', `//callbacks/${one}`, { ok: true });
    expect((await send(token)).status).toBe(202);
    expect((await send(token)).body.outcome).toBe('twice');
    expect((await send(`${token.slice(0, -2)}xx`)).status).toBe(404);
  });
});
