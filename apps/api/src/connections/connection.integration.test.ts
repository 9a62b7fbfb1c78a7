import type { AuditPage, Connection, Problem } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApi, type TestApi } from '../testing/test-api.ts';
import { codeOf, type Visitor } from '../testing/visitor.ts';

let api: TestApi;
let person: Visitor;
beforeAll(async () => {
  api = await testApi();
  person = await api.member(await api.tenant('ACME'), 'implementer');
});
afterAll(() => api.end());

const form = (name: string) => ({
  name,
  connector: { name: 'acme', version: '1.0.0' },
  fields: { baseUrl: 'https://acme.test' },
  secrets: { apiKey: 'sk-hunter2' },
});
const create = (name: string) => person.post<Connection>('/connections', form(name));
const patch = (id: string, change: object) => person.send<Connection & Problem>('PATCH', `/connections/${id}`, change);

describe('a connection', () => {
  it('never shows its secrets again: not in answers, nor in the audit log, nor in the database', async () => {
    const made = await create('first');
    expect(made.status, made.text).toBe(201);
    expect(made.body.secrets).toMatchObject({ apiKey: 'set' });
    const owner = await api.member({ id: await tenantId(), ownerEmail: '' }, 'owner');
    const seen = [
      made,
      await person.get('/connections'),
      await person.get(`/connections/${made.body.id}`),
      await owner.get('/audit'),
    ];
    expect(seen.map((one) => one.text).join('')).not.toContain('hunter2');
    const { rows } = await api.database.system.query('select * from connection');
    expect(
      JSON.stringify(rows) + Buffer.from((rows[0] as { secrets: Buffer }).secrets).toString('latin1'),
    ).not.toContain('hunter2');
  });

  it.each([
    ['a missing secret', { secrets: {} }, 'body.secrets.apiKey'],
    ['a field of the wrong type', { fields: { baseUrl: 7 } }, 'body.fields.baseUrl'],
    ['a secret among the open fields', { fields: { baseUrl: 'https://acme.test', apiKey: 'k' } }, 'body.fields.apiKey'],
    ['a connector that is not installed', { connector: { name: 'ghost', version: '1.0.0' } }, 'body.connector'],
  ])('with %s is refused at its place', async (_, change, place) => {
    const answer = await person.post<Problem>('/connections', { ...form('refused'), ...change });
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.map((one) => one.place)).toContain(place);
  });

  it('keeps the secrets that an edit does not name', async () => {
    const { body } = await create('edited');
    const edited = await patch(body.id, { revision: body.revision, name: 'renamed', secrets: { signingSecret: 's' } });
    expect(edited.body).toMatchObject({ name: 'renamed', secrets: { apiKey: 'set', signingSecret: 'set' } });
    const removed = await patch(body.id, { revision: edited.body.revision, secrets: { signingSecret: null } });
    expect(removed.body.secrets).toMatchObject({ apiKey: 'set' });
    expect(removed.body.secrets['signingSecret']).not.toBe('set');
  });

  it('edited by two at once keeps the first and tells the second', async () => {
    const { body } = await create('contested');
    expect((await patch(body.id, { revision: body.revision, name: 'one' })).status).toBe(200);
    const late = await patch(body.id, { revision: body.revision, name: 'two' });
    expect([late.status, codeOf(late)]).toEqual([409, 'conflict.stale']);
  });

  it('does not carry its secrets to another address, neither by an edit nor by a test', async () => {
    const { body } = await create('moved');
    const fields = { baseUrl: 'https://attacker.test' };
    expect(codeOf(await patch(body.id, { revision: body.revision, fields }))).toBe('request.invalid');
    const tested = await person.post('/connections/test', { connector: body.connector, fields, connectionId: body.id });
    expect(codeOf(tested)).toBe('request.invalid');
    const anew = await patch(body.id, { revision: body.revision, fields, secrets: { apiKey: 'new' } });
    expect(anew.status).toBe(200);
  });

  it('that has the name of another one is refused', async () => {
    await create('named');
    expect(codeOf(await create('named'))).toBe('conflict.exists');
  });

  it('is tested at the other side, and what came of it is remembered', async () => {
    const { body } = await create('tested');
    expect((await person.post(`/connections/${body.id}/test`)).body).toMatchObject({
      ok: true,
      message: { en: 'fine' },
    });
    expect((await person.get<Connection>(`/connections/${body.id}`)).body.health).toBe('healthy');
  });

  it('is deleted unless a flow uses it', async () => {
    const { body } = await create('gone');
    expect((await person.send('DELETE', `/connections/${body.id}`)).status).toBe(204);
    expect((await person.get(`/connections/${body.id}`)).status).toBe(404);
  });
});

describe('consent at a vendor', () => {
  it('leads there and back, for the person who began it', async () => {
    const { body } = await create('consented');
    const session = person.cookie;
    const begun = await person.post<{ url: string }>(`/connections/${body.id}/authorize`);
    const state = new URL(begun.body.url).searchParams.get('state') ?? '';
    person.cookie = `${session}; ${person.cookie}`;
    const back = await person.get(`/connections/authorized?state=${state}&code=c&vendor_extra=1`);
    expect([back.status, back.headers['location']]).toEqual([302, `/connections/${body.id}`]);
    const forged = await person.get(`/connections/authorized?state=${state}x&code=c`);
    person.cookie = session;
    const elsewhere = await person.get(`/connections/authorized?state=${state}&code=c`);
    expect([codeOf(forged), codeOf(elsewhere)]).toEqual(['connector.auth', 'connector.auth']);
  });
});

describe('the audit log', () => {
  it('names who did what, before and after, and from where', async () => {
    const owner = await api.member({ id: await tenantId(), ownerEmail: '' }, 'owner');
    const { body } = await create('audited');
    await patch(body.id, { revision: body.revision, name: 'audited 2' });
    const log = await owner.get<AuditPage>(`/audit?objectId=${body.id}`);
    expect(log.body.items.map((one) => one.action)).toEqual(['connection.changed', 'connection.created']);
    expect(log.body.items[0]).toMatchObject({
      actor: { kind: 'user', name: 'implementer' },
      before: { name: 'audited' },
      after: { name: 'audited 2' },
      from: { address: '127.0.0.1' },
    });
  });
});

const tenantId = async () => (await person.get<{ tenant: { id: string } }>('/session')).body.tenant.id as never;

describe('the object of a connection', () => {
  it('is told with its fields and what a sync can do, and its samples hide what is sensitive', async () => {
    const { body } = await create('with objects');
    const ask = { connector: { name: 'acme', version: '1.0.0' }, connectionId: body.id, object: 'account' };
    expect((await person.post('/connectors/object', ask)).body).toMatchObject({
      title: { en: 'Account' },
      schema: { type: 'object' },
      able: { list: 'complete', changes: false, create: true, disable: false },
    });
    const samples = await person.post('/connectors/object/samples', ask);
    expect(samples.body).toEqual({ records: [{ id: '1', fields: { name: 'Ann 1', phone: '•••' } }] });
    const viewer = await api.member({ id: await tenantId(), ownerEmail: '' }, 'viewer');
    expect(codeOf(await viewer.post('/connectors/object/samples', ask))).toBe('auth.forbidden');
  });

  it('of another tenant’s connection is not there', async () => {
    const { body } = await create('not for others');
    const stranger = await api.member(await api.tenant('Other'), 'owner');
    const ask = { connector: { name: 'acme', version: '1.0.0' }, connectionId: body.id, object: 'account' };
    for (const path of ['/connectors/object', '/connectors/object/samples'])
      expect((await stranger.post(path, ask)).status).toBe(404);
  });
});
