import type { Template } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { fillTemplate } from './fill-template.ts';

const both = (zh: string, en: string) => ({ zh, en });

const template = (document: Template['parts'][number]['document']): Template => ({
  name: 'one',
  scenario: 'intake',
  title: both('一', 'One'),
  summary: both('', ''),
  connections: [{ role: 'app', connector: 'acme', title: both('应用', 'App') }],
  choices: { type: 'object' },
  words: { hello: both('你好', 'Hello') },
  parts: [{ key: 'only', kind: 'flow', title: both('唯一', 'Only'), summary: both('说明', 'Summary'), document }],
});

const filling = {
  language: 'zh',
  connections: { app: { name: 'acme', version: '1.2.3', connectionId: '0190a000-0000-7000-8000-000000000001' } },
  choices: { events: ['a', 'b'], name: 'say "hi"' },
  ids: { only: '0190a000-0000-7000-8000-000000000002' },
} as const;

const flowWith = (expression: string, label = '') => ({
  format: 'joinery.flow/1',
  trigger: {
    kind: 'event',
    connector: '@{connectors.app}',
    connectionId: '@{connections.app}',
    trigger: 'happened',
    settings: { events: '@{choices.events}' },
  },
  steps: [{ id: 'shape', kind: 'map', label, mapping: { kind: 'expression', expression } }],
  edges: [{ from: 'trigger', port: 'out', to: 'shape' }],
});

describe('filling a template', () => {
  it('puts a value in the place of a text that is one gap', () => {
    const [part] = fillTemplate(template(flowWith('trigger', '@{words.hello}')), filling);
    expect(part).toMatchObject({
      id: filling.ids.only,
      name: '唯一',
      description: '说明',
      document: {
        trigger: {
          connector: { name: 'acme', version: '1.2.3' },
          connectionId: filling.connections.app.connectionId,
          settings: { events: ['a', 'b'] },
        },
        steps: [{ label: '你好' }],
      },
    });
  });

  it('writes literals into expressions, so that no choice can become code', () => {
    const [part] = fillTemplate(template(flowWith('trigger.x in @{choices.events} ? @{choices.name}')), filling);
    expect(part!.document).toMatchObject({
      steps: [{ mapping: { kind: 'expression', expression: 'trigger.x in ["a","b"] ? "say \\"hi\\""' } }],
    });
  });

  it('draws mappings as lines where it can', () => {
    const [part] = fillTemplate(template(flowWith('{"name": trigger.name}')), filling);
    expect(part!.document).toMatchObject({
      steps: [{ mapping: { kind: 'fields', fields: [{ target: ['name'], source: { kind: 'path' } }] } }],
    });
  });

  it('refuses a gap that nothing fills', () => {
    expect(() => fillTemplate(template(flowWith('@{choices.nothing}')), filling)).toThrow('@{choices.nothing}');
  });
});
