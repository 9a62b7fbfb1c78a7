import type { FlowDocument, FlowId, RunId, TenantId, UserId } from '@joinery/contracts';
import type { ClaimedRun, IncomingEvent } from '@joinery/engine';
import { Administration } from '../administration/administration.ts';
import { Database } from '../database/database.ts';
import { newId } from '../ids.ts';
import { plainCodec, type PayloadCodec } from '../payload-codec.ts';
import { runStores, type RunStores } from '../run-stores.ts';
import { IdentityStore } from '../stores/identity.store.ts';
import type { RunChange } from '../stores/run-news.ts';
import { testDatabase } from './test-database.ts';

/** All stores on a database of their own, with a tenant, its owner and a published flow in it. */
export interface TestStores extends RunStores {
  readonly url: string;
  readonly database: Database;
  readonly administration: Administration;
  readonly tenantId: TenantId;
  readonly ownerId: UserId;
  readonly flowId: FlowId;
  /** What would have gone to the queue. */
  readonly published: RunId[];
  readonly changes: RunChange[];
  event(changed?: Partial<IncomingEvent>): IncomingEvent;
  /** Accepts an event and claims its run, as if its id had come through the queue. */
  claimedRun(changed?: Partial<IncomingEvent>): Promise<ClaimedRun>;
  /** @throws when it cannot be claimed */
  claim(runId: RunId): Promise<ClaimedRun>;
  /** A second process on the same database. */
  anotherProcess(options?: { readonly leaseMs?: number }): Promise<RunStores & { readonly database: Database }>;
  end(): Promise<void>;
}

export async function testStores(
  options: {
    readonly leaseMs?: number;
    readonly codec?: PayloadCodec;
    readonly document?: FlowDocument;
    readonly bornClaimed?: number;
  } = {},
): Promise<TestStores> {
  const { codec = plainCodec, leaseMs = 30_000, document = testDocument(), bornClaimed = 0 } = options;
  const copy = await testDatabase();
  const database = await Database.open({ url: copy.url });
  const others: { readonly database: Database; readonly stores: RunStores }[] = [];
  const [published, changes]: [RunId[], RunChange[]] = [[], []];
  const news = {
    runnable: (ids: readonly RunId[]) => void published.push(...ids),
    changed: (more: readonly RunChange[]) => void changes.push(...more),
  };
  const stores = runStores({ database, codec, news, leaseMs, bornClaimed });
  const administration = new Administration({ database, codec });
  const [tenantId, ownerId, flowId] = [newId<TenantId>(), newId<UserId>(), newId<FlowId>()];
  await new IdentityStore({ database }).createFirstTenant({
    tenantId,
    tenantName: 'Acme',
    userId: ownerId,
    email: 'owner@example.com',
    name: 'Owner',
    passwordHash: 'hash',
  });
  await administration.inTenant(tenantId, async ({ flows }) => {
    await flows.create({ id: flowId, name: 'flow', description: '', document, by: ownerId });
    await flows.publish({ id: flowId, document, note: '', by: ownerId });
  });

  const event = (changed: Partial<IncomingEvent> = {}): IncomingEvent => ({
    tenantId,
    flowId,
    version: 1,
    triggerId: null,
    body: { n: 1 },
    dedupeKey: null,
    dedupeWindowMs: 60_000,
    orderingKey: null,
    timeoutMs: 60_000,
    mode: 'live',
    ...changed,
  });
  const claim = async (runId: RunId): Promise<ClaimedRun> => {
    const claimed = await stores.runs.claim(runId);
    if (claimed.kind !== 'claimed') throw new Error(`run ${runId} cannot be claimed now`);
    return claimed.run;
  };

  return {
    ...stores,
    url: copy.url,
    database,
    administration,
    tenantId,
    ownerId,
    flowId,
    published,
    changes,
    event,
    claim,
    claimedRun: async (changed) => {
      const { runId } = await stores.intake.accept(event(changed));
      published.splice(published.indexOf(runId), 1);
      return claim(runId);
    },
    anotherProcess: async (other = {}) => {
      const theirs = await Database.open({ url: copy.url });
      const their = runStores({ database: theirs, codec, news, leaseMs: other.leaseMs ?? leaseMs });
      others.push({ database: theirs, stores: their });
      return { ...their, database: theirs };
    },
    end: async () => {
      for (const one of [{ database, stores }, ...others]) {
        await one.stores.close();
        await one.database.close();
      }
      await copy.drop();
    },
  };
}

/** A flow that does nothing when somebody asks for it. */
export function testDocument(changed: Partial<FlowDocument> = {}): FlowDocument {
  return {
    format: 'joinery.flow/1',
    trigger: { kind: 'manual' },
    steps: [],
    edges: [],
    settings: { dedupeWindowMs: 60_000, timeoutMs: 60_000, logLevel: 'all', alertOnFailure: true, sensitive: [] },
    ...changed,
  };
}
