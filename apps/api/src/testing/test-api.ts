import type { FlowDocument, Role, TenantId, UserId } from '@joinery/contracts';
import { ConnectorRegistry } from '@joinery/connector-host';
import { CallbackTokens } from '@joinery/ingress';
import { createMetrics, silentLogger } from '@joinery/observability';
import {
  Administration,
  Database,
  DataKeyStore,
  IdentityStore,
  InstalledConnectorStore,
  newId,
  runStores,
  syncStores,
  type RunStores,
  type SyncStores,
} from '@joinery/persistence';
import { testDatabase } from '@joinery/persistence/testing';
import { HealthChecks, InstalledConnectors, ReplyDesk, RunFeed } from '@joinery/platform';
import { ConnectionSecrets, DataKeys, localKeyWrapper, RunDataCodec, Vault } from '@joinery/vault';
import { randomBytes } from 'node:crypto';
import type { ApiPorts } from '../api-ports.ts';
import { hashPassword } from '../auth/passwords.ts';
import { registryCatalogue } from '../connectors/host-live-connector.ts';
import { createApi, type Api } from '../create-api.ts';
import { ingressReceiver } from '../webhooks/ingress-receiver.ts';
import { storedHooks } from '../webhooks/stored-hooks.ts';
import { testConnector } from './test-connector.ts';
import { Visitor } from './visitor.ts';

export const testPassword = 'correct horse battery staple';

export interface TestTenant {
  readonly id: TenantId;
  readonly ownerEmail: string;
}

export interface TestApi {
  readonly api: Api;
  readonly ports: ApiPorts;
  readonly stores: RunStores;
  readonly syncs: SyncStores;
  readonly database: Database;
  readonly replies: ReplyDesk;
  visitor(): Visitor;
  /** A tenant with its owner, whose password is {@link testPassword}. */
  tenant(name: string): Promise<TestTenant>;
  /** A signed-in member of a tenant in a role. */
  member(tenant: TestTenant, role: Role): Promise<Visitor>;
  end(): Promise<void>;
}

/** The API on a database of its own; only the far side of connections is played. */
export async function testApi(changed: Partial<ApiPorts> = {}): Promise<TestApi> {
  const copy = await testDatabase();
  const database = await Database.open({ url: copy.url });
  const keys = new DataKeys(localKeyWrapper(randomBytes(32)), new DataKeyStore({ database }));
  const [vault, codec, feed, replies] = [new Vault(keys), new RunDataCodec(keys), new RunFeed(), new ReplyDesk()];
  const stores = runStores({
    database,
    codec,
    news: { runnable: () => undefined, changed: (changes) => feed.changed(changes) },
  });
  const syncs = syncStores({ database, codec });
  const administration = new Administration({ database, codec });
  const identities = new IdentityStore({ database });
  const registry = new ConnectorRegistry([testConnector]);
  const installed = new InstalledConnectorStore({ database });
  const installedConnectors = new InstalledConnectors({
    load: (known) => installed.all(known),
    registry,
    onUnusable: (_, error) => {
      throw error;
    },
  });
  const secrets = new ConnectionSecrets(vault);
  const ports: ApiPorts = {
    administration,
    identities,
    runCommands: stores.commands,
    answers: stores.answers,
    intake: stores.intake,
    connectors: registryCatalogue(registry),
    installedConnectors,
    live: {
      test: async () => ({ ok: true, message: { zh: '好', en: 'fine' } }),
      testUnsaved: async () => ({ ok: true, message: { zh: '好', en: 'fine' } }),
      options: async () => [],
      schemas: async () => ({ inputSchema: {}, outputSchema: {} }),
      object: async () => ({ schema: { type: 'object', properties: {} }, traits: recordTraits }),
      records: async ({ ids }) => (ids ?? ['1']).map((id) => ({ id, fields: { name: `Ann ${id}`, phone: '1380000' } })),
      authorize: async (_, { state }) => ({
        url: `https://acme.test/consent?state=${state}`,
        codeVerifier: 'verifier',
      }),
      completeAuthorization: async () => undefined,
      forget: () => undefined,
    },
    actions: {
      traits: () => ({ effect: 'read', safeToTest: true, paginated: false, timeoutMs: 1_000 }),
      invoke: async () => ({ kind: 'done', output: { ok: true } }),
      lookUp: async () => ({ kind: 'absent' }),
      page: async () => ({ kind: 'page', page: { items: [], next: null } }),
    },
    vault,
    sandbox: {
      list: () => [],
      find: () => undefined,
      reset: () => undefined,
      inbox: () => undefined,
      records: () => undefined,
      save: () => undefined,
      remove: () => false,
      setFault: () => undefined,
    },
    templates: [],
    syncChanges: syncs.changes,
    hookTriggers: storedHooks(stores, syncs.triggers),
    hookReceiver: ingressReceiver({
      registry,
      triggers: storedHooks(stores, syncs.triggers),
      publicUrl: 'http://joinery.test',
      connections: {
        load: async (tenantId, id) => {
          const stored = await administration.inTenant(tenantId as TenantId, (records) =>
            records.connections.stored(id as never),
          );
          if (!stored) throw new Error('no such connection');
          return {
            connector: stored.connector,
            values: stored.fields,
            secrets: await secrets.open(tenantId as TenantId, stored.id, stored.secrets),
            revision: '1',
          };
        },
      },
    }),
    callbacks: new CallbackTokens({ key: randomBytes(32), publicUrl: 'http://joinery.test' }),
    replies,
    feed,
    pressure: { retryAfterSeconds: () => undefined },
    health: new HealthChecks('test', []),
    logger: silentLogger,
    metrics: createMetrics({ ofProcess: false }),
    publicUrl: 'http://joinery.test',
    egressRulesChanged: () => Promise.resolve(),
    newId,
    signOn: null,
    ...changed,
  };
  const api = await createApi({
    ports,
    settings: {
      version: 'test',
      https: false,
      trustProxy: false,
      bodyLimitBytes: 1_048_576,
      sessionIdleMs: 3_600_000,
      sessionAbsoluteMs: 24 * 3_600_000,
      metricsToken: undefined,
    },
  });
  const visitor = () => new Visitor(api.app);
  return {
    api,
    ports,
    stores,
    syncs,
    database,
    replies,
    visitor,
    tenant: (name) => makeTenant(database, name),
    member: async (tenant, role) => {
      const email = await makeMember(database, tenant.id, role);
      const someone = visitor();
      await someone.signIn(email, testPassword);
      return someone;
    },
    end: async () => {
      await api.app.close();
      await stores.close();
      await database.close();
      await copy.drop();
    },
  };
}

/** What the records of the test connector can do. */
const recordTraits = {
  list: 'complete',
  changes: 'none',
  get: true,
  create: 'idempotent',
  update: true,
  disable: false,
  delete: false,
  conditional: false,
  batch: 1,
  sensitive: ['phone'],
} as const;

const passwordHash = hashPassword(testPassword);

async function makeTenant(database: Database, name: string): Promise<TestTenant> {
  const id = newId<TenantId>();
  await database.system.query('insert into tenant (id, name) values ($1, $2)', [id, name]);
  return { id, ownerEmail: await makeMember(database, id, 'owner') };
}

async function makeMember(database: Database, tenantId: TenantId, role: Role): Promise<string> {
  const id = newId<UserId>();
  const email = `${role}-${id}@joinery.test`;
  await database.system.query('insert into app_user (id, email, name, password_hash) values ($1, $2, $3, $4)', [
    id,
    email,
    role,
    await passwordHash,
  ]);
  await database.system.query('insert into membership (tenant_id, user_id, role) values ($1, $2, $3)', [
    tenantId,
    id,
    role,
  ]);
  return email;
}

/** A flow that anybody can publish: a manual trigger and one step. */
export const plainFlow: FlowDocument = {
  format: 'joinery.flow/1',
  trigger: { kind: 'manual' },
  steps: [{ id: 'shape', kind: 'map', label: '', mapping: { kind: 'expression', expression: '{"n": trigger.n}' } }],
  edges: [{ from: 'trigger', port: 'out', to: 'shape' }],
  settings: {
    dedupeWindowMs: 604_800_000,
    timeoutMs: 86_400_000,
    logLevel: 'all',
    alertOnFailure: true,
    sensitive: [],
  },
};
