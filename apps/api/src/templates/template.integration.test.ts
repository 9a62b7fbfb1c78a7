import type {
  AuditPage,
  ConnectionPage,
  FlowDraft,
  FlowPage,
  FlowSummary,
  Problem,
  SyncSummary,
  Template,
  TemplatePage,
  TemplateUse,
} from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApi, type TestApi, type TestTenant } from '../testing/test-api.ts';
import { codeOf, type Visitor } from '../testing/visitor.ts';

const both = (text: string) => ({ zh: `${text}(中)`, en: text });
const via = { connector: '@{connectors.app}', connectionId: '@{connections.app}' };

const greeting: Template = {
  name: 'greeting',
  scenario: 'intake',
  title: both('Greeting'),
  summary: both('Greets contacts'),
  connections: [{ role: 'app', connector: 'acme', title: both('The app') }],
  choices: {
    type: 'object',
    required: ['greeting'],
    additionalProperties: false,
    properties: { greeting: { type: 'string' }, atMost: { type: 'integer', default: 3 } },
  },
  words: { look: both('Look up') },
  parts: [
    {
      key: 'greet',
      kind: 'flow',
      title: both('Greet'),
      summary: both('Says it'),
      document: {
        format: 'joinery.flow/1',
        trigger: { kind: 'event', ...via, trigger: 'ticket-created' },
        steps: [
          {
            id: 'look',
            label: '@{words.look}',
            kind: 'action',
            ...via,
            action: 'get-contact',
            input: {
              kind: 'expression',
              expression: '{"say": @{choices.greeting} & trigger.id, "most": @{choices.atMost}}',
            },
          },
        ],
        edges: [{ from: 'trigger', to: 'look' }],
      },
    },
    {
      key: 'alike',
      kind: 'sync',
      title: both('Alike'),
      summary: both('Keeps them alike'),
      document: {
        version: 1,
        a: { ...via, object: 'account' },
        b: { ...via, object: 'customer' },
        direction: 'a-to-b',
        mappings: { aToB: { kind: 'expression', expression: '{"name": name}' } },
      },
    },
  ],
};

const broken: Template = {
  ...greeting,
  name: 'broken',
  parts: [
    { ...greeting.parts[1]!, title: both('Left behind') },
    {
      ...greeting.parts[0]!,
      title: both('Broken'),
      document: { ...greeting.parts[0]!.document, edges: [{ from: 'trigger', to: 'nowhere' }] },
    },
  ],
};

let api: TestApi;
let tenant: TestTenant;
let person: Visitor;
let connectionId: string;

beforeAll(async () => {
  const simulator = {
    name: 'acme-box',
    connector: 'acme',
    title: both('ACME in a box'),
    description: both(''),
    url: 'http://127.0.0.1:1',
    collections: [],
    inbox: false,
    faults: [],
    connection: { baseUrl: 'http://127.0.0.1:1', apiKey: 'box key' },
  };
  const plain = await testApi();
  const { sandbox } = plain.ports;
  await plain.end();
  api = await testApi({ templates: [greeting, broken], sandbox: { ...sandbox, list: () => [simulator] } });
  tenant = await api.tenant('ACME');
  person = await api.member(tenant, 'implementer');
  const connection = await person.post<{ id: string }>('/connections', {
    name: 'mine',
    connector: { name: 'acme', version: '1.0.0' },
    fields: { baseUrl: 'https://acme.test' },
    secrets: { apiKey: 'k' },
  });
  connectionId = connection.body.id;
});
afterAll(() => api.end());

const use = (body: object, template = 'greeting') => person.post<TemplateUse>(`/templates/${template}/use`, body);

describe('a template', () => {
  it('is shown without its documents', async () => {
    const { body } = await person.get<TemplatePage>('/templates');
    expect(body.items.map(({ name, onSimulators }) => [name, onSimulators])).toEqual([
      ['greeting', true],
      ['broken', true],
    ]);
    expect(body.items[0]!.parts).toEqual([
      { key: 'greet', kind: 'flow', title: both('Greet'), summary: both('Says it') },
      { key: 'alike', kind: 'sync', title: both('Alike'), summary: both('Keeps them alike') },
    ]);
    expect(codeOf(await person.get('/templates/ghost'))).toBe('not-found');
  });

  it('becomes drafts, with the choices and the usual values in their places', async () => {
    const made = await use({ connections: { app: connectionId }, choices: { greeting: 'Hi "you" ' } });
    expect(made.status, made.text).toBe(201);
    const [flow, sync] = made.body.parts;
    expect(made.body.parts.map(({ key, version }) => [key, version])).toEqual([
      ['greet', null],
      ['alike', null],
    ]);
    const draft = await person.get<FlowDraft>(`/flows/${flow!.id}/draft`);
    expect(draft.body.document).toMatchObject({
      trigger: { connector: { name: 'acme', version: '1.0.0' }, connectionId },
      steps: [{ label: 'Look up(中)', input: { kind: 'fields' } }],
    });
    expect(JSON.stringify(draft.body.document)).toContain('Hi \\\\\\"you\\\\\\" ');
    expect((await person.get<SyncSummary>(`/syncs/${sync!.id}`)).body).toMatchObject({
      state: 'draft',
      name: 'Alike(中)',
    });
  });

  it('is used again under a label, and published', async () => {
    const body = { connections: { app: connectionId }, choices: { greeting: 'Ho' }, publish: true };
    await use(body);
    expect(codeOf(await use(body))).toBe('conflict.exists');
    const made = await use({ ...body, label: '华东' });
    expect(made.body.parts.map(({ name, version }) => [name, version])).toEqual([
      ['Greet(中) · 华东', 1],
      ['Alike(中) · 华东', 1],
    ]);
    const flow = await person.get<FlowSummary>(`/flows/${made.body.parts[0]!.id}`);
    expect(flow.body).toMatchObject({ state: 'published', version: 1 });
    const audit = await (await api.member(tenant, 'admin')).get<AuditPage>('/audit');
    const used = audit.body.items.find(({ action }) => action === 'template.used');
    expect(used?.object).toMatchObject({ kind: 'template', id: 'greeting' });
  });

  it('names the connection and the choice that it lacks', async () => {
    const unconnected = await use({ choices: { greeting: 'Hi' } });
    expect([unconnected.status, (unconnected.body as unknown as Problem).code]).toEqual([400, 'template.connection']);
    const wrong = await use({ connections: { app: connectionId }, choices: { greeting: 1, other: 2 } });
    expect([wrong.status, codeOf(wrong)]).toEqual([400, 'template.choice']);
    expect(wrong.text).toContain('body.choices.greeting');
    expect(wrong.text).toContain('body.choices.other');
  });

  it('makes nothing when a part of it could not be published', async () => {
    const refused = await use({ connections: { app: connectionId }, choices: { greeting: 'Hi' } }, 'broken');
    expect(codeOf(refused)).toBe('flow.dangling-edge');
    const syncs = await person.get<{ items: { name: string }[] }>('/syncs');
    expect(syncs.body.items.map(({ name }) => name)).not.toContain('Left behind(中)');
  });

  it('is tried out on simulators, connected once', async () => {
    const tried = (label: string) => use({ onSimulators: true, choices: { greeting: 'Hi' }, label });
    const [first, second] = [await tried('one'), await tried('two')];
    expect(second.body.connections).toEqual(first.body.connections);
    const { body } = await person.get<ConnectionPage>('/connections?connector=acme');
    const box = body.items.find(({ name }) => name === 'ACME in a box(中)');
    expect(box).toMatchObject({ id: first.body.connections['app'], secrets: { apiKey: 'set' } });
  });

  it('asks of a token all that it would do', async () => {
    const owner = api.visitor();
    await owner.signIn(tenant.ownerEmail, 'correct horse battery staple');
    const token = await owner.post<{ secret: string }>('/tokens', {
      name: 'flows only',
      permissions: ['flows.publish', 'flows.write'],
      expiresInDays: 1,
    });
    const headers = { authorization: `Bearer ${token.body.secret}` };
    const body = { connections: { app: connectionId }, choices: { greeting: 'Hi' }, label: 'token' };
    const refused = await api.visitor().send('POST', '/templates/greeting/use', body, { headers });
    expect([codeOf(refused), refused.text.includes('syncs.write')]).toEqual(['auth.forbidden', true]);
    const { body: flows } = await person.get<FlowPage>('/flows?text=token');
    expect(flows.items).toEqual([]);
  });
});
