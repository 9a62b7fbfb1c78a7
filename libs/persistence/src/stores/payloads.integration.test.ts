import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { TenantId } from '@joinery/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PayloadCodec } from '../payload-codec.ts';
import { testStores, type TestStores } from '../testing/index.ts';

/** Seals as the vault does, with a key that is made up: AES-256-GCM bound to tenant and row. */
function sealingCodec(): PayloadCodec {
  const key = randomBytes(32);
  const ready = new Set<TenantId>();
  const bound = (tenantId: TenantId, aad: string): Buffer => {
    if (!ready.has(tenantId)) throw new Error(`keys of ${tenantId} were used before they were ready`);
    return createHash('sha256').update(`${tenantId}|${aad}`).digest();
  };
  return {
    ready: async (tenantId) => void ready.add(tenantId),
    seal: (tenantId, bytes, aad) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound(tenantId, aad));
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    },
    open: (tenantId, sealed, aad) => {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(bound(tenantId, aad));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    },
  };
}

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores({ codec: sealingCodec() });
});
afterAll(() => stores.end());

it('never leaves a payload readable in the database, and opens each where it belongs', async () => {
  const secret = 'secret-4711';
  const at = Date.now();
  const { lease, event } = await stores.claimedRun({ body: { note: secret } });
  expect(event).toEqual({ note: secret });
  await stores.journal.attempt(lease, {
    path: 'send',
    n: 1,
    key: 'k',
    effect: 'unsafe',
    requestHash: 'h',
    input: { note: secret },
    at,
  });
  await stores.journal.result(lease, {
    path: 'send',
    n: 1,
    state: 'succeeded',
    output: secret,
    startedAt: at,
    endedAt: at,
  });
  const wait = { path: 'w', reason: 'approval', wakeAt: at + 1e6, address: 'a', question: secret } as const;
  await stores.journal.suspend(lease, [wait], []);
  await stores.answers.answer({
    tenantId: stores.tenantId,
    address: 'a',
    answer: { kind: 'answered', body: secret, at },
  });
  await stores.answers.answer({
    tenantId: stores.tenantId,
    address: 'early',
    answer: { kind: 'answered', body: secret, at },
  });
  const second = await stores.claim(lease.runId);
  await stores.journal.finish(second.lease, { state: 'succeeded', output: secret, at });

  const detail = (await stores.administration.inTenant(stores.tenantId, (records) =>
    records.runs.detail(lease.runId),
  ))!;
  expect(detail).toMatchObject({
    event: { note: secret },
    output: secret,
    steps: [{ input: { note: secret }, output: secret }, {}],
  });

  for (const table of ['event', 'run', 'journal', 'wait', 'wait_answer']) {
    const { rows } = await stores.database.system.query<{ text: string }>(
      `select row_to_json(t)::text as text from ${table} t`,
    );
    expect(rows.length).toBeGreaterThan(0);
    const hex = Buffer.from(secret).toString('hex');
    expect(rows.filter(({ text }) => text.includes(secret) || text.includes(hex))).toEqual([]);
  }
});
