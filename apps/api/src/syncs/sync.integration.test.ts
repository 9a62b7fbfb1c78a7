import type {
  ConnectionId,
  LinkId,
  OutcomeRow,
  Pass,
  SyncDocument,
  SyncId,
  SyncIssuePage,
  SyncLinkPage,
  SyncOutcomePage,
  SyncRecord,
  SyncSides,
  SyncSummary,
  SyncVersion,
} from '@joinery/contracts';
import { newId, type SyncClaim, type SyncStores } from '@joinery/persistence';
import { beginPass, emptyMemory, newSyncMemory, prepareSync, type Link, type PageCommit } from '@joinery/sync';
import { documentOf } from '@joinery/sync/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApi, type TestApi, type TestTenant } from '../testing/test-api.ts';
import { codeOf, type Visitor } from '../testing/visitor.ts';

let api: TestApi;
let tenant: TestTenant;
let person: Visitor;
let stores: SyncStores;
const connections: string[] = [];

beforeAll(async () => {
  api = await testApi();
  tenant = await api.tenant('ACME');
  person = await api.member(tenant, 'implementer');
  stores = api.syncs;
  for (const name of ['CRM', 'Core', 'Third']) {
    const body = {
      name,
      connector: { name: 'acme', version: '1.0.0' },
      fields: { baseUrl: 'https://acme.test' },
      secrets: { apiKey: 'k' },
    };
    connections.push((await person.post<{ id: string }>('/connections', body)).body.id);
  }
});
afterAll(() => api.end());

/** Between two of the tenant's connections. */
function documentBetween(a: number, b: number, parts: Partial<SyncDocument> = {}): SyncDocument {
  const connector = { name: 'acme', version: '1.0.0' };
  const side = (index: number, object: string) => ({ connectionId: connections[index]!, connector, object });
  return documentOf({ a: side(a, 'account'), b: side(b, 'customer'), ...parts });
}

let made = 0;
async function created(document: SyncDocument = documentBetween(0, 1)): Promise<SyncId> {
  made += 1;
  const answer = await person.post<SyncSummary>('/syncs', { name: `sync ${made}`, document });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

/** Only one sync is due at a time in these tests. */
async function claimed(): Promise<SyncClaim> {
  const claim = await stores.claims.claim();
  if (typeof claim === 'string') throw new Error('nothing is due');
  return claim;
}

async function done(): Promise<void> {
  await stores.claims.finish((await claimed()).lease, { state: 'done', at: Date.now() });
}

/** Published, planned and live. */
async function live(document?: SyncDocument): Promise<SyncId> {
  const id = await created(document);
  await person.post(`/syncs/${id}/publish`, { revision: 1 });
  const plan = await person.post<Pass>(`/syncs/${id}/plan`);
  await done();
  await person.post(`/syncs/${id}/go-live`, { planId: plan.body.id });
  return id;
}

const archived = async (id: SyncId): Promise<void> => void (await person.post(`/syncs/${id}/archive`));

const noPage: Omit<PageCommit, 'pass' | 'memory'> = {
  links: [],
  unlink: [],
  seen: null,
  keys: [],
  outcomes: [],
  told: [],
  handled: [],
  again: [],
  alerts: [],
};

const link = (id: LinkId, a: string, b: string): Link => ({
  id,
  a,
  b,
  state: 'conflict',
  hashA: null,
  hashB: null,
  wroteA: false,
  wroteB: false,
  touched: 0,
  pending: false,
  due: false,
  missed: 0,
  memory: { ...emptyMemory, base: { a: { stored: { values: { Name: 'Ann' }, hashes: { phone: 'h' } } } } },
});

const row = (parts: Partial<OutcomeRow>): OutcomeRow => ({
  linkId: null,
  side: 'a',
  recordId: 'a1',
  otherId: null,
  outcome: 'failed',
  changes: [],
  at: Date.now(),
  ...parts,
});

/** What a worker would leave behind. */
async function leave(id: SyncId, page: Partial<PageCommit>): Promise<void> {
  await person.post(`/syncs/${id}/passes`, { kind: 'full' });
  const { lease, document, pass } = await claimed();
  const { outcomes = [] } = page;
  const able = { list: 'complete', changes: 'none', get: true, create: 'idempotent', update: true } as const;
  const traits = { ...able, disable: false, delete: false, conditional: false, batch: 1, sensitive: [] };
  const prepared = prepareSync({ syncId: id, document, traits: { a: traits, b: traits } });
  const progress = beginPass(prepared, newSyncMemory, { ...pass!, startedAt: Date.now() - 1000 });
  await stores.journal.commit(lease, {
    ...noPage,
    pass: { ...progress, listed: 50, expected: 200 },
    memory: newSyncMemory,
    told: outcomes,
    ...page,
  });
  await stores.claims.finish(lease, { state: 'done', at: Date.now() });
}

describe('a sync', () => {
  it('waits for its plan before it goes live, and goes on at once when only its schedule changes', async () => {
    const id = await created();
    expect((await person.get<SyncSummary>(`/syncs/${id}`)).body).toMatchObject({
      state: 'draft',
      version: null,
      a: { object: 'account' },
    });
    expect((await person.post<SyncVersion>(`/syncs/${id}/publish`, { revision: 1 })).body).toMatchObject({
      version: 1,
      live: false,
    });
    expect(codeOf(await person.post(`/syncs/${id}/passes`, { kind: 'full' }))).toBe('sync.plan-needed');
    const plan = await person.post<Pass>(`/syncs/${id}/plan`);
    expect(plan).toMatchObject({ status: 202, body: { scope: 'plan', state: 'queued', version: 1 } });
    expect(codeOf(await person.post(`/syncs/${id}/go-live`, { planId: plan.body.id }))).toBe('sync.plan-needed');
    await done();
    expect((await person.post<SyncSummary>(`/syncs/${id}/go-live`, { planId: plan.body.id })).body.liveVersion).toBe(1);

    const schedule = { cron: '*/5 * * * *', zone: 'Asia/Shanghai' };
    await person.send('PUT', `/syncs/${id}/draft`, { revision: 1, document: documentBetween(0, 1, { schedule }) });
    expect((await person.post<SyncVersion>(`/syncs/${id}/publish`, { revision: 2 })).body).toMatchObject({
      version: 2,
      live: true,
    });
    const others = documentBetween(0, 1, { defaultOwner: 'a' });
    await person.send('PUT', `/syncs/${id}/draft`, { revision: 2, document: others });
    expect((await person.post<SyncVersion>(`/syncs/${id}/publish`, { revision: 3 })).body).toMatchObject({
      version: 3,
      live: false,
    });
    expect((await person.get<SyncSummary>(`/syncs/${id}`)).body).toMatchObject({ version: 3, liveVersion: 2 });
    expect(codeOf(await person.post(`/syncs/${id}/go-live`, { planId: plan.body.id }))).toBe('sync.plan-needed');
    await archived(id);
  });

  it('tells each mistake at its place, and is not published with one', async () => {
    const connector = { name: 'acme', version: '1.0.0' };
    const wrong = documentBetween(0, 1, {
      a: { connectionId: newId<ConnectionId>(), connector, object: 'account' },
      b: { connectionId: connections[1]!, connector, object: 'nothing' },
    });
    const id = await created(wrong);
    const found = await person.post<{ findings: { place: string; code: string }[] }>(`/syncs/${id}/validate`);
    expect(found.body.findings.map(({ place, code }) => [place, code])).toEqual([
      ['a.connectionId', 'not-found'],
      ['b.object', 'flow.unknown-action'],
    ]);
    const refused = await person.post(`/syncs/${id}/publish`, { revision: 1 });
    expect([refused.status, codeOf(refused)]).toEqual([404, 'not-found']);
    const unable = documentBetween(0, 1, { b: { connectionId: connections[1]!, connector, object: 'tag' } });
    const needs = await person.post<{ findings: { code: string }[] }>(`/syncs/${id}/validate`, { document: unable });
    expect(needs.body.findings).toMatchObject([{ code: 'sync.not-able' }]);
    await archived(id);
  });

  it('that would close a ring of three is refused', async () => {
    const object = { name: 'acme', version: '1.0.0' };
    const oneWay = (from: number, to: number): SyncDocument =>
      documentBetween(from, to, {
        direction: 'a-to-b',
        b: { connectionId: connections[to]!, connector: object, object: 'account' },
      });
    const ids = [await created(oneWay(0, 1)), await created(oneWay(1, 2)), await created(oneWay(2, 0))];
    const [x, y, z] = ids;
    expect((await person.post(`/syncs/${x}/publish`, { revision: 1 })).status).toBe(201);
    expect((await person.post(`/syncs/${y}/publish`, { revision: 1 })).status).toBe(201);
    const ring = await person.post(`/syncs/${z}/publish`, { revision: 1 });
    expect([ring.status, codeOf(ring)]).toEqual([422, 'sync.ring']);
    for (const id of ids) await archived(id);
  });

  it('runs, pauses, goes on and cancels its passes as asked', async () => {
    const id = await live();
    const pass = (await person.post<Pass>(`/syncs/${id}/passes`, { kind: 'full' })).body;
    expect((await person.post<Pass>(`/syncs/${id}/passes/${pass.id}/pause`)).body.state).toBe('paused');
    expect((await person.post<Pass>(`/syncs/${id}/passes/${pass.id}/resume`)).body.state).toBe('queued');
    expect((await person.post<Pass>(`/syncs/${id}/passes/${pass.id}/cancel`)).body.state).toBe('cancelled');
    expect(codeOf(await person.post(`/syncs/${id}/passes/${pass.id}/resume`))).toBe('conflict.state');
    const backfill = { by: 'ids', side: 'a', ids: ['1', '2'] };
    expect((await person.post(`/syncs/${id}/passes`, { kind: 'backfill', backfill })).status).toBe(202);
    await done();
    const listed = await person.get<{ items: Pass[] }>(`/syncs/${id}/passes?scope=live`);
    expect(listed.body.items.map(({ kind, state }) => [kind, state])).toEqual([
      ['backfill', 'done'],
      ['full', 'cancelled'],
    ]);
    await archived(id);
  });

  it('shows links, outcomes and what waits for a person, and takes their decisions', async () => {
    const id = await live();
    const linkId = newId<LinkId>();
    const conflict = {
      reason: 'both-changed',
      fields: [{ fieldA: 'Name', base: 'Ann', a: 'Anna', b: 'Anne' }],
    } as const;
    await leave(id, {
      links: [link(linkId, 'a1', 'b1')],
      outcomes: [
        row({ linkId, otherId: 'b1', outcome: 'conflict', conflict }),
        row({
          recordId: 'a2',
          outcome: 'conflict',
          conflict: { reason: 'unsure-match', fields: [], candidates: ['b7', 'b8'] },
        }),
        row({
          recordId: 'a3',
          failure: { code: 'connector.invalid', kind: 'invalid', params: { connector: 'acme', detail: 'name' } },
          stored: { side: 'b', kind: 'create', fields: { name: 'x', phone: '138' }, sourceId: 'a3', sourceHash: 'h' },
        }),
      ],
    });
    const links = await person.get<SyncLinkPage>(`/syncs/${id}/links?recordId=b1`);
    expect(links.body.items).toMatchObject([{ id: linkId, a: 'a1', b: 'b1', outcome: 'conflict' }]);
    const record = await person.get<SyncRecord>(`/syncs/${id}/links/${linkId}`);
    expect(record.body).toMatchObject({
      agreed: { a: { Name: 'Ann' }, b: null },
      history: [{ outcome: 'conflict', conflict }],
    });
    const pages: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { body: SyncOutcomePage } = await person.get(
        `/syncs/${id}/outcomes?limit=1${cursor && `&cursor=${cursor}`}`,
      );
      pages.push(...page.body.items.map(({ recordId }) => recordId));
      cursor = page.body.next;
    }
    expect(pages).toEqual(['a3', 'a2', 'a1']);
    expect((await person.get<SyncOutcomePage>(`/syncs/${id}/outcomes?code=connector.invalid`)).body.items).toHaveLength(
      1,
    );

    expect((await person.get<SyncSides>(`/syncs/${id}/links/${linkId}/sides`)).body).toEqual({
      a: { name: 'Ann a1', phone: '•••' },
      b: { name: 'Ann b1', phone: '•••' },
    });
    expect((await person.get<SyncSummary>(`/syncs/${id}`)).body).toMatchObject({
      issues: 3,
      waiting: { conflict: 2, failed: 1 },
      lastPass: { kind: 'full', scope: 'live', state: 'done', progress: { done: 50, total: 200 } },
    });

    const issues = (await person.get<SyncIssuePage>(`/syncs/${id}/issues`)).body.items;
    const [failed, unsure, disputed] = issues;
    const ofLink = await person.get<SyncIssuePage>(`/syncs/${id}/issues?linkId=${linkId}`);
    expect(ofLink.body.items.map((one) => one.id)).toEqual([disputed!.id]);
    expect(failed).toMatchObject({ recordId: 'a3', stored: { fields: { name: 'x', phone: '•••' } }, edited: false });
    const maybe = await person.get(`/syncs/${id}/issues/${unsure!.id}/candidates`);
    expect(maybe.body).toEqual({
      record: { id: 'a2', fields: { name: 'Ann a2', phone: '•••' } },
      candidates: ['b7', 'b8'].map((one) => ({ id: one, fields: { name: `Ann ${one}`, phone: '•••' } })),
    });
    const edited = await person.send<typeof failed>('PATCH', `/syncs/${id}/issues/${failed!.id}`, {
      fields: { name: 'y' },
    });
    expect(edited.body).toMatchObject({ stored: { fields: { name: 'y' } }, edited: true });
    expect(
      (await person.post(`/syncs/${id}/issues/${unsure!.id}/match`, { kind: 'link', otherId: 'b8' })).body,
    ).toEqual({ decided: 1 });
    expect((await person.post(`/syncs/${id}/issues/${disputed!.id}/match`, { kind: 'create' })).status).toBe(404);
    const all = { choice: { filter: { reason: 'both-changed' } }, verdict: { kind: 'keep', side: 'b' } };
    expect((await person.post(`/syncs/${id}/issues/decide`, all)).body).toEqual({ decided: 1 });
    const retried = await person.post<Pass>(`/syncs/${id}/issues/retry`, {
      way: 'send-stored',
      code: 'connector.invalid',
    });
    expect(retried.body).toMatchObject({ kind: 'retry', state: 'queued' });

    const { lease } = await claimed();
    const taken = await stores.changes.take(lease, 10);
    expect(taken.map(({ side, recordId }) => [side, recordId])).toEqual([
      ['a', 'a2'],
      ['a', 'a1'],
    ]);
    expect(await stores.links.verdicts(lease, 'a', ['a2'])).toEqual(new Map([['a2', { kind: 'link', otherId: 'b8' }]]));
    expect((await stores.links.memories(lease, [linkId])).get(linkId)).toMatchObject({
      verdict: { kind: 'keep', side: 'b' },
    });
    const { rows } = await stores.outcomes.failed(
      lease,
      { code: 'connector.invalid', before: Date.now() + 1 },
      null,
      10,
    );
    expect(rows).toMatchObject([{ recordId: 'a3', stored: { fields: { name: 'y', phone: '138' } } }]);
    await stores.claims.finish(lease, { state: 'done', at: Date.now() });
    await archived(id);
  });

  it('tells how far a pass is: counted, estimated, records per second and what is left', async () => {
    const id = await live();
    await leave(id, {});
    const { items } = (await person.get<{ items: Pass[] }>(`/syncs/${id}/passes?limit=1`)).body;
    expect(items[0]?.progress).toMatchObject({ done: 50, total: 200 });
    expect(items[0]!.progress.perSecond).toBeGreaterThan(0);
    expect(items[0]!.progress.remainingMs).toBeGreaterThan(0);
    await archived(id);
  });

  it('lets only administrators release what the guard holds, and writes it down', async () => {
    const id = await live();
    const release = { count: 20, note: 'they left' };
    for (const role of ['viewer', 'operator', 'implementer'] as const) {
      const someone = await api.member(tenant, role);
      expect(codeOf(await someone.post(`/syncs/${id}/guard/release`, release))).toBe('auth.forbidden');
    }
    const admin = await api.member(tenant, 'admin');
    expect((await admin.post(`/syncs/${id}/guard/release`, release)).status).toBe(202);
    const claim = await claimed();
    expect(claim.memory.released).toBe(20);
    await stores.claims.finish(claim.lease, { state: 'done', at: Date.now() });
    const audit = await admin.get<{ items: { action: string; after: unknown }[] }>('/audit?limit=1');
    expect(audit.body.items).toMatchObject([{ action: 'sync.guard-released', after: release }]);
    await archived(id);
  });

  it('is not there for another tenant', async () => {
    const id = await created();
    const stranger = await api.member(await api.tenant('Other'), 'owner');
    for (const path of ['', '/draft', '/passes', '/outcomes', '/links', '/issues'])
      expect([path, (await stranger.get(`/syncs/${id}${path}`)).status]).toEqual([path, 404]);
    expect((await stranger.post(`/syncs/${id}/plan`)).status).toBe(404);
    await archived(id);
  });
});
