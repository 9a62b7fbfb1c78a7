import { ProblemSchema, type FlowSummary, type Problem } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainFlow, testApi, type TestApi } from '../testing/test-api.ts';
import { codeOf, type Visitor } from '../testing/visitor.ts';

let api: TestApi;
let person: Visitor;
let flowId: string;
const defects: unknown[] = [];
beforeAll(async () => {
  api = await testApi();
  person = await api.member(await api.tenant('ACME'), 'owner');
  flowId = (await person.post<FlowSummary>('/flows', { name: 'draft', document: plainFlow })).body.id;
});
afterAll(() => api.end());

const send = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  person.send('POST', '/flows', undefined, { payload, headers });
const flowWith = (change: object) =>
  person.post<Problem>('/flows', { name: 'never', document: { ...plainFlow, ...change } });

describe('a problem', () => {
  it('says in one shape what is wrong, in both languages, and nothing of the inside', async () => {
    const answer = await person.post<Problem>('/flows', { name: '' });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(ProblemSchema.strict().parse(answer.body)).toMatchObject({
      status: 400,
      code: 'request.invalid',
      type: 'urn:joinery:problem:request.invalid',
    });
    expect(answer.body.errors?.[0]).toMatchObject({ place: 'body.name' });
    expect(answer.text).not.toMatch(/at .*\.ts|node_modules|stack|zod/i);
  });

  it.each([
    ['a body that is no JSON', () => send('{"name":'), 400, 'request.not-json'],
    ['a body that is no UTF-8', () => send(Buffer.from([0x22, 0xff, 0x22])), 400, 'request.not-json'],
    ['a body that is too large', () => send(JSON.stringify({ name: 'x'.repeat(1_100_000) })), 413, 'request.too-large'],
    ['a body that is too deep', () => send('['.repeat(5_000) + ']'.repeat(5_000)), 400, 'request.too-deep'],
    [
      'a key that reaches for prototypes',
      () => send('{"name":"a","__proto__":{"admin":true}}'),
      400,
      'request.forbidden-key',
    ],
    [
      'another content type',
      () => send('name=x', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'request.media-type',
    ],
    ['a list where an object is wanted', () => send('[]'), 400, 'request.invalid'],
    ['a word where a number is wanted', () => person.get('/flows?limit=many'), 400, 'request.invalid'],
    ['a parameter nobody knows', () => person.get('/flows?colour=red'), 400, 'request.invalid'],
    ['an id that is none', () => person.get('/flows/1%27%20or%201=1'), 400, 'request.invalid'],
    ['an id nobody has', () => person.get('/flows/0190a000-0000-7000-8000-00000000dead'), 404, 'not-found'],
    ['a cursor of one’s own making', () => person.get('/runs?cursor=eyJ4IjoxfQ'), 400, 'request.invalid'],
    ['an address that is none', () => person.get('/nothing-here'), 404, 'not-found'],
    ['an address outside the API', () => person.send('POST', '//nothing'), 404, 'not-found'],
    ['an address that cannot be decoded', () => person.send('GET', '//api/v1/flows/%E0%A4%A'), 400, 'request.invalid'],
    [
      'a token that is none',
      () => api.visitor().send('GET', '/flows', undefined, { headers: { authorization: 'Bearer jn_x' } }),
      401,
      'auth.required',
    ],
  ])('answers %s', async (_, ask, status, code) => {
    const answer = await ask();
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(answer.text).not.toMatch(/\bat .*:\d+:\d+|node_modules|select |syntax error at or near/i);
  });

  it('names the place in a document', async () => {
    const answer = await flowWith({ steps: [{ ...plainFlow.steps[0], kind: 'teleport' }] });
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.[0]?.place).toMatch(/^body\.document\.steps\[0\]/);
  });

  it('reports several mistakes at once', async () => {
    const answer = await person.post<Problem>('/users', { email: 'no', name: '', role: 'king' });
    expect(answer.body.errors?.map((one) => one.place)).toEqual(['body.email', 'body.name', 'body.role']);
  });

  it('leaves nothing half-written behind', async () => {
    await flowWith({ steps: [{ id: 'x' }] });
    const { body } = await person.get<{ items: FlowSummary[] }>('/flows');
    expect(body.items.map((flow) => flow.name)).toEqual(['draft']);
  });

  it('tells of a defect only by a reference, and keeps its cause in the log', async () => {
    const broken = await testApi({
      administration: { inTenant: () => Promise.reject(new Error('password=hunter2 at /srv/secret.ts:1')) },
      logger: {
        error: (fields: unknown) => void defects.push(fields),
        debug() {},
        info() {},
        warn() {},
        fatal() {},
        child: () => broken.ports.logger,
      } as never,
    });
    const tenant = await broken.tenant('ACME');
    // Signing in is audited, so it meets the defect too; a session made by hand does not.
    const visitor = broken.visitor();
    const answer = await visitor.signIn(tenant.ownerEmail, 'correct horse battery staple');
    await broken.end();
    expect([answer.status, codeOf(answer)]).toEqual([500, 'server.defect']);
    expect(answer.text).not.toContain('hunter2');
    expect(String((defects[0] as { error: Error }).error)).toContain('hunter2');
  });
});

describe('a flow document', () => {
  it.each([
    ['an edge to nowhere', { edges: [{ from: 'trigger', to: 'ghost' }] }, 'flow.dangling-edge'],
    [
      'a cycle',
      {
        steps: [plainFlow.steps[0], { ...plainFlow.steps[0], id: 'other' }],
        edges: [
          { from: 'trigger', to: 'shape' },
          { from: 'shape', to: 'other' },
          { from: 'other', to: 'shape' },
        ],
      },
      'flow.cycle',
    ],
    ['the same step twice', { steps: [plainFlow.steps[0], plainFlow.steps[0]] }, 'flow.duplicate-step'],
    [
      'an expression that does not parse',
      { steps: [{ ...plainFlow.steps[0], mapping: { kind: 'expression', expression: '{"n": ' } }] },
      'flow.expression',
    ],
    [
      'a connector that is not installed',
      { trigger: { kind: 'event', connector: { name: 'ghost', version: '1.0.0' }, connectionId: null, trigger: 'x' } },
      'flow.unknown-connector',
    ],
    [
      'a schedule that is none',
      { trigger: { kind: 'schedule', cron: 'soon', zone: 'Asia/Shanghai' } },
      'flow.schedule',
    ],
  ])('with %s is kept as a draft, told of at its place, and not published', async (name, change, code) => {
    const flow = await person.post<FlowSummary>('/flows', { name, document: { ...plainFlow, ...change } });
    expect(flow.status).toBe(201);
    const found = await person.post<{ publishable: boolean; findings: { code: string; place: string }[] }>(
      `/flows/${flow.body.id}/validate`,
    );
    expect(found.body.publishable).toBe(false);
    expect(found.body.findings.map((one) => one.code)).toContain(code);
    const published = await person.post<Problem>(`/flows/${flow.body.id}/publish`, { revision: 1 });
    expect(published.status).toBe(422);
    expect(published.body.errors?.map((one) => one.code)).toContain(code);
    expect((await person.get<FlowSummary>(`/flows/${flow.body.id}`)).body).toMatchObject({
      state: 'draft',
      version: null,
    });
  });

  it('that somebody else saved meanwhile is a conflict that brings the present one', async () => {
    const save = (revision: number) =>
      person.send<Problem>('PUT', `/flows/${flowId}/draft`, { revision, document: plainFlow });
    expect((await save(1)).status).toBe(200);
    const late = await save(1);
    expect([late.status, codeOf(late)]).toEqual([409, 'conflict.stale']);
    expect(late.body.current).toMatchObject({ revision: 2, document: { format: 'joinery.flow/1' } });
  });
});

describe('every answer', () => {
  it('carries the headers that protect a browser', async () => {
    for (const answer of [await person.get('/flows'), await person.get('/nothing-here'), await send('{')]) {
      expect(answer.headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
    }
  });

  it('comes from an API that describes itself', async () => {
    const described = await api.visitor().send<{ openapi: string; paths: object }>('GET', '//api/openapi.json');
    expect(described.body.openapi).toBe('3.1.0');
  });
});
