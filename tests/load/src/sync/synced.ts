import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ConnectorHost, ConnectorRegistry, SyncSides } from '@joinery/connector-host';
import {
  SyncDocumentSchema,
  type PassId,
  type PassKind,
  type SyncId,
  type TenantId,
  type UserId,
} from '@joinery/contracts';
import { Egress } from '@joinery/egress';
import { Administration, Database, DataKeyStore, IdentityStore, newId, syncStores } from '@joinery/persistence';
import { contentHash } from '@joinery/platform';
import { DataKeys, localKeyWrapper, RunDataCodec } from '@joinery/vault';
import { SyncWorker } from '@joinery/worker';
import { benchConnector } from './bench-connector.ts';
import { mapping } from './customers.ts';

export interface SyncUrls {
  readonly joinery: string;
  readonly source: string;
  readonly target: string;
}

/** A sync between two databases, live, with a worker that waits for passes. */
export interface Synced {
  /** Seconds from the request to the end. */
  pass(kind: PassKind): Promise<{ readonly seconds: number; readonly counts: Readonly<Record<string, number>> }>;
  stop(): Promise<void>;
}

export async function startSynced({ joinery, source, target }: SyncUrls): Promise<Synced> {
  const database = await Database.open({ url: joinery });
  const codec = new RunDataCodec(new DataKeys(localKeyWrapper(randomBytes(32)), new DataKeyStore({ database })));
  const stores = syncStores({ database, codec });
  const administration = new Administration({ database, codec });
  const urls = new Map([
    ['01990000-0000-7000-8000-00000000000a', source],
    ['01990000-0000-7000-8000-00000000000b', target],
  ]);
  const [a, b] = [...urls.keys()] as [string, string];
  const connector = { name: 'bench-postgres', version: '1.0.0' };
  const egress = new Egress({ rules: { for: () => [] } });
  const host = new ConnectorHost({
    registry: new ConnectorRegistry([benchConnector]),
    egress,
    connections: {
      load: (_, id) => Promise.resolve({ connector, values: { url: urls.get(id)! }, secrets: {}, revision: '1' }),
    },
  });
  const document = SyncDocumentSchema.parse({
    version: 1,
    a: { connectionId: a, connector, object: 'account' },
    b: { connectionId: b, connector, object: 'customer' },
    direction: 'a-to-b',
    mappings: { aToB: mapping },
    settings: { repairTarget: false, overlapMs: 0 },
  });
  const [tenantId, by, syncId] = [newId<TenantId>(), newId<UserId>(), newId<SyncId>()];
  const person = { userId: by, email: 'bench@example.com', name: 'Bench', passwordHash: 'none' };
  await new IdentityStore({ database }).createFirstTenant({ tenantId, tenantName: 'Bench', ...person });
  await administration.inTenant(tenantId, async ({ syncs }) => {
    await syncs.create({ id: syncId, name: 'bench', description: '', document, by });
    await syncs.publish({ id: syncId, document, note: '', by, revision: 1 });
    await syncs.goLive(syncId, 1, document);
  });
  const failures: unknown[] = [];
  const worker = new SyncWorker({
    work: {
      stores,
      sides: new SyncSides(host.objects),
      clock: { now: Date.now, sleep: (ms, signal) => delay(ms, undefined, { signal }) },
      hash: contentHash(randomBytes(32)),
    },
    concurrency: 1,
    periodMs: 5,
    failed: (error) => failures.push(error),
  }).start();
  const passOf = (id: PassId) => administration.inTenant(tenantId, ({ passes }) => passes.find(syncId, id));
  return {
    pass: async (kind) => {
      const begun = performance.now();
      const request = { syncId, kind, scope: 'live', version: 1, by } as const;
      const { id } = await administration.inTenant(tenantId, ({ passes }) => passes.request(request));
      for (;;) {
        const pass = await passOf(id);
        if (failures.length > 0) throw failures[0];
        if (pass?.state === 'failed') throw new Error(pass.failure?.message.en);
        if (pass?.state === 'done') return { seconds: (performance.now() - begun) / 1000, counts: pass.counts };
        await delay(20);
      }
    },
    stop: async () => {
      await worker.stop();
      await host.close();
      await egress.close();
      await database.close();
    },
  };
}
