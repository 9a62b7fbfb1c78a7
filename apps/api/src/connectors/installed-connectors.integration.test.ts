import type { ConnectorDetail, ConnectorManifestInput, ConnectorSummary, Problem } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApi, type TestApi, type TestTenant } from '../testing/test-api.ts';
import { codeOf, type Visitor } from '../testing/visitor.ts';

let api: TestApi;
let tenant: TestTenant;
let admin: Visitor;
beforeAll(async () => {
  api = await testApi();
  tenant = await api.tenant('ACME');
  admin = await api.member(tenant, 'admin');
});
afterAll(() => api.end());

const text = (en: string) => ({ zh: en, en });
const manifest = (changed: Partial<ConnectorManifestInput> = {}): ConnectorManifestInput => ({
  name: 'partner-desk',
  version: '1.0.0',
  title: text('Partner desk'),
  description: text('A partner’s product'),
  categories: ['customer-service'],
  hosts: ['api.partner.example'],
  baseUrl: 'https://api.partner.example',
  connection: {
    fields: { type: 'object', properties: { token: { type: 'string', 'x-secret': true } } },
    auth: [{ scheme: 'bearer', secret: 'token' }],
  },
  actions: {
    'get-ticket': {
      title: text('Get a ticket'),
      input: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
      output: { type: 'object' },
      effect: { class: 'read' },
      operation: { kind: 'request', request: { method: 'GET', path: '/tickets/{input.id}' } },
    },
  },
  ...changed,
});
const namesFor = async (visitor: Visitor): Promise<readonly string[]> =>
  (await visitor.get<{ items: readonly ConnectorSummary[] }>('/connectors')).body.items.map(({ name }) => name);

describe('a connector that a partner packed', () => {
  it('is installed from its manifest, and used like any other', async () => {
    const installed = await admin.post<ConnectorDetail>('/connectors', { manifest: manifest() });
    expect(installed).toMatchObject({
      status: 200,
      body: { name: 'partner-desk', version: '1.0.0', removable: true, actions: [{ name: 'get-ticket' }] },
    });
    expect(await namesFor(admin)).toContain('partner-desk');
    const connection = { name: 'desk', connector: { name: 'partner-desk', version: '1.0.0' }, secrets: { token: 't' } };
    expect((await admin.post('/connections', { ...connection, fields: {} })).status).toBe(201);
    const audit = await admin.get<{ items: readonly { action: string }[] }>('/audit');
    expect(audit.body.items.map(({ action }) => action)).toContain('connector.installed');
  });

  it('takes another version beside the first, but not the same one again', async () => {
    const again = await admin.post('/connectors', { manifest: manifest() });
    expect([again.status, codeOf(again)]).toEqual([409, 'conflict.exists']);
    const newer = await admin.post<ConnectorDetail>('/connectors', { manifest: manifest({ version: '1.1.0' }) });
    expect(newer.body.versions).toEqual(['1.1.0', '1.0.0']);
    const old = await admin.get<ConnectorDetail>('/connectors/partner-desk?version=1.0.0');
    expect(old.body.version).toBe('1.0.0');
  });

  it('belongs to its tenant: others neither see it, nor connect to it, nor take its name', async () => {
    const stranger = await api.member(await api.tenant('Other'), 'owner');
    expect(await namesFor(stranger)).not.toContain('partner-desk');
    expect((await stranger.get('/connectors/partner-desk')).status).toBe(404);
    const connection = { name: 'theirs', connector: { name: 'partner-desk', version: '1.0.0' }, fields: {} };
    expect(codeOf(await stranger.post('/connections', { ...connection, secrets: { token: 't' } }))).toBe(
      'request.invalid',
    );
    const taken = await stranger.post('/connectors', { manifest: manifest({ version: '2.0.0' }) });
    expect([taken.status, codeOf(taken)]).toEqual([409, 'manifest.name-taken']);
    expect((await stranger.send('DELETE', '/connectors/partner-desk/1.0.0')).status).toBe(404);
  });

  it('cannot pass for one of ours', async () => {
    const taken = await admin.post('/connectors', { manifest: manifest({ name: 'acme', version: '9.0.0' }) });
    expect(codeOf(taken)).toBe('manifest.name-taken');
    expect((await admin.send('DELETE', '/connectors/acme/1.0.0')).status).toBe(404);
  });

  it('is refused with every place that is wrong', async () => {
    const { actions } = manifest();
    const broken = manifest({
      name: 'broken',
      actions: {
        'get-ticket': {
          ...actions!['get-ticket']!,
          operation: { kind: 'request', request: { method: 'GET', path: '/tickets/{input.id', budget: 'none' } },
        },
        run: { ...actions!['get-ticket']!, operation: { kind: 'code' } },
      },
    });
    const refused = await admin.post<Problem>('/connectors', { manifest: broken });
    expect([refused.status, codeOf(refused)]).toEqual([422, 'manifest.invalid']);
    const places = refused.body.errors!.map(({ place }) => place);
    expect(places).toContain('manifest.actions.get-ticket.operation.request.path');
    expect(places.some((place) => place.startsWith('manifest.actions.run'))).toBe(true);
    for (const wrong of [null, 1, [], {}, { name: 1 }, { ...manifest(), constructor: 1 }]) {
      const answer = await admin.post('/connectors', { manifest: wrong });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }
    expect(await namesFor(admin)).not.toContain('broken');
  });

  it('is removed when nothing uses it', async () => {
    const used = await admin.send('DELETE', '/connectors/partner-desk/1.0.0');
    expect([used.status, codeOf(used)]).toEqual([409, 'conflict.in-use']);
    expect((await admin.send('DELETE', '/connectors/partner-desk/1.1.0')).status).toBe(204);
    expect((await admin.get<ConnectorDetail>('/connectors/partner-desk')).body.versions).toEqual(['1.0.0']);
  });

  it('is an administrator’s to install', async () => {
    for (const role of ['implementer', 'operator', 'partner', 'viewer'] as const) {
      const visitor = await api.member(tenant, role);
      expect((await visitor.post('/connectors', { manifest: manifest({ version: '3.0.0' }) })).status).toBe(403);
    }
  });
});
