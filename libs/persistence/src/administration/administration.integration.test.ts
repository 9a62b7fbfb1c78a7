import type { ConnectionId, FlowDocument, FlowId, TokenId, UserId } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { IdentityStore } from '../stores/identity.store.ts';
import { testDocument, testStores, type TestStores } from '../testing/index.ts';
import type { TenantRecords } from './administration.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.end());

const inTenant = <Result>(work: (records: TenantRecords) => Promise<Result>): Promise<Result> =>
  stores.administration.inTenant(stores.tenantId, work);

const polling = (version: string, connectionId: string | null = null): FlowDocument =>
  testDocument({
    trigger: {
      kind: 'event',
      connector: { name: 'crm', version },
      connectionId,
      trigger: 'ticket-created',
      settings: {},
      respond: 'accepted',
      replyTimeoutMs: 15_000,
    },
  });

describe('flows', () => {
  it('saves a draft for whoever read the revision that is stored, and shows the other what is', async () => {
    const id = newId<FlowId>();
    const by = stores.ownerId;
    await inTenant(({ flows }) =>
      flows.create({ id, name: 'drafted', description: 'd', document: testDocument(), by }),
    );
    const saves = await Promise.all(
      [1, 2].map((n) =>
        inTenant(({ flows }) =>
          flows.saveDraft({
            id,
            revision: 1,
            document: testDocument({ comments: [{ id: `${n}`, text: 'nul \0', x: 0, y: 0, width: 1, height: 1 }] }),
            by,
          }),
        ),
      ),
    );
    expect(saves.map((save) => save.kind).toSorted()).toEqual(['saved', 'stale']);
    const draft = await inTenant(({ flows }) => flows.draft(id));
    expect(draft).toMatchObject({ revision: 2, updatedBy: { name: 'Owner' } });
    expect(
      await inTenant(({ flows }) =>
        flows.saveDraft({ id: newId<FlowId>(), revision: 1, document: testDocument(), by }),
      ),
    ).toEqual({ kind: 'absent' });
  });

  it('refuses a second live flow of a name', async () => {
    const flow = { name: 'only once', description: '', document: testDocument(), by: stores.ownerId };
    await inTenant(({ flows }) => flows.create({ id: newId<FlowId>(), ...flow }));
    await expect(inTenant(({ flows }) => flows.create({ id: newId<FlowId>(), ...flow }))).rejects.toMatchObject({
      failure: { code: 'conflict.exists' },
    });
  });

  it('publishes versions that never change, and moves the trigger without touching its address and cursor', async () => {
    const id = newId<FlowId>();
    const by = stores.ownerId;
    await inTenant(({ flows }) =>
      flows.create({ id, name: 'published', description: '', document: polling('1.0.0'), by }),
    );
    await expect(
      inTenant(({ flows }) => flows.publish({ id, document: polling('1.0.0'), note: '', by, revision: 7 })),
    ).rejects.toMatchObject({ failure: { code: 'conflict.stale', params: { current: 1, yours: 7 } } });
    await inTenant(({ flows }) => flows.snapshotDraft(id, by));
    await inTenant(({ flows }) => flows.publish({ id, document: polling('1.0.0'), note: 'first', by, revision: 1 }));
    const first = (await stores.triggers.ofFlow(stores.tenantId, id))!;
    const [taken] = await stores.triggers.take(10, 1_000);
    expect(taken).toMatchObject({ flowId: id, cursor: null, epoch: 1 });
    const poll = {
      triggerId: first.triggerId,
      tenantId: stores.tenantId,
      epoch: 1,
      cursor: { at: 5 },
      events: [stores.event({ flowId: id })],
    };
    expect(await stores.intake.acceptPolled(poll)).toMatchObject({ kind: 'accepted' });

    await inTenant(({ flows }) => flows.publish({ id, document: polling('1.1.0'), note: 'second', by }));
    const second = (await stores.triggers.ofFlow(stores.tenantId, id))!;
    expect(second).toMatchObject({ triggerId: first.triggerId, hookPath: first.hookPath, version: 2 });
    expect(await stores.intake.acceptPolled(poll)).toEqual({ kind: 'lost' });
    const [again] = await stores.triggers.take(10, 1_000);
    expect(again).toMatchObject({ flowId: id, version: 2, cursor: { at: 5 } });

    const versions = await inTenant(({ flows }) => flows.versions(id, { limit: 1 }));
    expect(versions).toMatchObject({ items: [{ version: 2, active: true, note: 'second' }], next: '2' });
    expect(await inTenant(({ flows }) => flows.versions(id, { limit: 1, cursor: '2' }))).toMatchObject({
      items: [{ version: 1, active: false }],
      next: null,
    });
    expect(await stores.flows.version(stores.tenantId, id, 1)).toEqual(polling('1.0.0'));
  });

  it('takes no events while it is paused, and its schedule goes on with the next tick', async () => {
    const id = newId<FlowId>();
    const document = testDocument({
      trigger: { kind: 'schedule', cron: '0 9 * * *', zone: 'Asia/Shanghai', missed: 'all' },
    });
    await inTenant(({ flows }) =>
      flows.create({ id, name: 'scheduled', description: '', document, by: stores.ownerId }),
    );
    await inTenant(({ flows }) => flows.publish({ id, document, note: '', by: stores.ownerId }));
    await inTenant(({ flows }) => flows.setState(id, 'paused', stores.ownerId));
    await stores.database.system.query(`update "trigger" set due_at = now() - interval '3 days' where flow_id = $1`, [
      id,
    ]);
    expect((await stores.triggers.take(10, 1_000)).map((trigger) => trigger.flowId)).not.toContain(id);
    expect(await inTenant(({ flows }) => flows.setState(id, 'published', stores.ownerId))).toMatchObject({
      state: 'published',
    });
    const { items } = await inTenant(({ triggers }) => triggers.list({ limit: 10, flowId: id }));
    expect(new Date(items[0]!.nextAt!).getTime()).toBeGreaterThan(Date.now());
  });

  it('lists flows with their last run, by state and by words', async () => {
    await stores.claimedRun();
    const named = await inTenant(({ flows }) => flows.list({ limit: 50, text: 'FLO' }));
    expect(named.items).toMatchObject([
      { id: stores.flowId, lastRun: { state: 'running' }, draftChanged: false, version: 1 },
    ]);
    expect((await inTenant(({ flows }) => flows.list({ limit: 50, text: '%' }))).items).toEqual([]);
    const page = await inTenant(({ flows }) => flows.list({ limit: 1 }));
    const next = await inTenant(({ flows }) => flows.list({ limit: 1, cursor: page.next! }));
    expect(next.items[0]!.id < page.items[0]!.id).toBe(true);
    await expect(inTenant(({ flows }) => flows.list({ limit: 1, cursor: 'nonsense' }))).rejects.toMatchObject({
      failure: { code: 'request.invalid' },
    });
  });
});

describe('connections', () => {
  it('never shows a secret, notices stale edits, and stays while a flow uses it', async () => {
    const id = newId<ConnectionId>();
    const connection = {
      id,
      name: 'CRM',
      connector: { name: 'crm', version: '1.0.0' },
      fields: { host: 'h' },
      secrets: Buffer.from([0, 1, 255]),
      secretNames: ['key'],
    };
    const created = await inTenant(({ connections }) => connections.create({ ...connection, by: stores.ownerId }));
    expect(created).toMatchObject({ secrets: { key: 'set' }, health: 'unknown', usedBy: [], revision: 1 });
    expect(JSON.stringify(created)).not.toContain('AAH');
    expect(await inTenant(({ connections }) => connections.stored(id))).toEqual({ ...connection, revision: 1 });
    expect(
      await inTenant(({ connections }) => connections.update({ ...connection, name: 'CRM 2', revision: 1 })),
    ).toMatchObject({ kind: 'saved', value: { revision: 2 } });
    expect(
      await inTenant(({ connections }) => connections.update({ ...connection, name: 'CRM 3', revision: 1 })),
    ).toMatchObject({ kind: 'stale', current: { name: 'CRM 2' } });

    const flowId = newId<FlowId>();
    await inTenant(({ flows }) =>
      flows.create({ id: flowId, name: 'uses', description: '', document: polling('1.0.0', id), by: stores.ownerId }),
    );
    await expect(inTenant(({ connections }) => connections.remove(id))).rejects.toMatchObject({
      failure: { code: 'conflict.in-use', params: { by: 'uses' } },
    });
    await inTenant(({ flows }) => flows.setState(flowId, 'archived', stores.ownerId));
    expect(await inTenant(({ connections }) => connections.remove(id))).toMatchObject({ id });
    expect(await inTenant(({ connections }) => connections.find(id))).toBeUndefined();
  });
});

describe('people', () => {
  it('are found by session and by token until these end', async () => {
    const identities = new IdentityStore({ database: stores.database });
    const user = {
      id: newId<UserId>(),
      email: 'Lin@example.com',
      name: 'Lin',
      role: 'viewer' as const,
      language: 'zh' as const,
      passwordHash: 'h',
    };
    expect(await inTenant(({ users }) => users.create(user))).toMatchObject({
      role: 'viewer',
      mustChangePassword: true,
    });
    await expect(
      inTenant(({ users }) => users.create({ ...user, id: newId<UserId>(), email: 'lin@EXAMPLE.com' })),
    ).rejects.toMatchObject({ failure: { code: 'conflict.exists' } });
    const session = {
      hash: Buffer.alloc(32, 1),
      tenantId: stores.tenantId,
      userId: user.id,
      csrfToken: 'c',
      address: null,
      agent: null,
    };
    await identities.openSession({ ...session, expiresAt: new Date(Date.now() + 60_000) });
    expect(await identities.memberBySession(session.hash, new Date(0))).toMatchObject({
      user: { name: 'Lin', role: 'viewer' },
      csrfToken: 'c',
    });
    expect(await identities.memberBySession(session.hash, new Date(Date.now() + 1_000))).toBeUndefined();

    const token = {
      id: newId<TokenId>(),
      name: 't',
      prefix: 'jt_',
      hash: Buffer.alloc(32, 2),
      permissions: ['runs.read'] as const,
      by: user.id,
    };
    await inTenant(({ tokens }) => tokens.create({ ...token, expiresAt: new Date(Date.now() + 60_000) }));
    expect(await identities.memberByToken(token.hash)).toMatchObject({ token: { permissions: ['runs.read'] } });
    await inTenant(({ tokens }) => tokens.revoke(token.id));
    expect(await identities.memberByToken(token.hash)).toBeUndefined();

    await inTenant(({ users }) => users.update(user.id, { state: 'disabled' }));
    expect(await identities.memberBySession(session.hash, new Date(0))).toBeUndefined();
    expect(await inTenant(({ users }) => users.countOwners())).toBe(1);
  });
});

describe('the audit log', () => {
  const fact = (n: number) => ({
    actor: { kind: 'user' as const, id: 'u', name: 'U' },
    action: 'flow.published',
    object: { kind: 'flow', id: `${n}`, name: null },
    after: { n, text: '漢' },
    from: { address: '::1', agent: null },
  });

  it('chains what many write at once, and names the place where somebody meddled', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, n) => inTenant(({ audit }) => audit.append(fact(n)))));
    expect(await inTenant(({ audit }) => audit.verify())).toBeUndefined();
    const page = await inTenant(({ audit }) => audit.list({ limit: 5, action: 'flow.published' }));
    expect(page.items.map((entry) => entry.id)).toEqual(['12', '11', '10', '9', '8']);
    expect((await inTenant(({ audit }) => audit.list({ limit: 5, objectId: '3' }))).items).toHaveLength(1);
    await stores.database.asOwner((owner) => owner.query(`update audit set after = '{"n":99}' where no = 4`));
    expect(await inTenant(({ audit }) => audit.verify())).toBe(4);
  });

  it('writes nothing when the change it belongs to fails', async () => {
    const before = await inTenant(({ audit }) => audit.list({ limit: 1 }));
    await expect(
      inTenant(async ({ audit }) => {
        await audit.append(fact(1));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await inTenant(({ audit }) => audit.list({ limit: 1 }))).toEqual(before);
  });
});

describe('settings', () => {
  it('belong to whoever read them last', async () => {
    const { revision } = await inTenant(({ settings }) => settings.read());
    expect(await inTenant(({ settings }) => settings.update({ revision, name: 'New' }))).toMatchObject({
      kind: 'saved',
      value: { name: 'New', timeZone: 'Asia/Shanghai' },
    });
    expect(await inTenant(({ settings }) => settings.update({ revision, name: 'Old' }))).toMatchObject({
      kind: 'stale',
      current: { name: 'New' },
    });
  });
});
