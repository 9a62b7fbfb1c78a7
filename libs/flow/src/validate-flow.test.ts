import { FlowDocumentSchema, type FlowDocument } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { parseFlow } from './parse-flow.ts';
import { validateFlow, type FlowCatalogue } from './validate-flow.ts';

const connectionId = '01990000-0000-7000-8000-000000000001';
const foreignId = '01990000-0000-7000-8000-000000000002';
const flowId = '01990000-0000-7000-8000-000000000003';

const messageSchema = {
  type: 'object',
  properties: { to: { type: 'string' }, text: { type: 'string' }, level: { enum: ['info', 'alarm'] } },
  required: ['to', 'text'],
};
const sentSchema = { type: 'object', properties: { messageId: { type: 'string' } }, required: ['messageId'] };

const catalogue: FlowCatalogue = {
  connector: ({ name, version }) =>
    name === 'feishu' && version === '1.0.0'
      ? {
          actions: new Map([['send-message', { input: messageSchema, output: sentSchema }]]),
          triggers: new Map([['message-received', messageSchema]]),
          needsConnection: true,
        }
      : undefined,
  connection: (id) =>
    id === connectionId ? { connector: 'feishu' } : id === foreignId ? { connector: 'postgres' } : undefined,
  callableFlow: (id) => id === flowId,
};

const send = (more: Record<string, unknown> = {}) => ({
  id: 'send',
  label: 'Send',
  kind: 'action',
  connector: { name: 'feishu', version: '1.0.0' },
  connectionId,
  action: 'send-message',
  input: { kind: 'expression', expression: 'trigger' },
  ...more,
});
const map = (id: string, expression: string) => ({
  id,
  label: id,
  kind: 'map',
  mapping: { kind: 'expression', expression },
});

function flow(parts: {
  steps: readonly unknown[];
  edges: readonly unknown[];
  trigger?: unknown;
  settings?: unknown;
}): FlowDocument {
  return FlowDocumentSchema.parse({ format: 'joinery.flow/1', trigger: { kind: 'manual' }, ...parts }) as FlowDocument;
}
const edge = (from: string, to: string, port = 'out') => ({ from, port, to });
const codesAndPlaces = (document: FlowDocument) =>
  validateFlow(document, catalogue).map(({ code, place }) => `${code} @ ${place}`);

describe('a flow document', () => {
  it('is sound when everything it names exists', () => {
    expect(
      codesAndPlaces(
        flow({
          steps: [map('shape', 'trigger.id'), send({ input: { kind: 'expression', expression: 'steps.shape' } })],
          edges: [edge('trigger', 'shape'), edge('shape', 'send')],
        }),
      ),
    ).toEqual([]);
  });

  it.each<[string, Parameters<typeof flow>[0], string]>([
    [
      'an edge from nowhere',
      { steps: [map('a', '1')], edges: [edge('trigger', 'a'), edge('ghost', 'a')] },
      'flow.dangling-edge @ edges[1].from',
    ],
    [
      'an edge to nowhere',
      { steps: [map('a', '1')], edges: [edge('trigger', 'a'), edge('a', 'ghost')] },
      'flow.dangling-edge @ edges[1].to',
    ],
    [
      'a port that is not there',
      { steps: [map('a', '1'), map('b', '1')], edges: [edge('trigger', 'a'), edge('a', 'b', 'case_x')] },
      'flow.unknown-port @ edges[1].port',
    ],
    [
      'the same edge twice',
      { steps: [map('a', '1')], edges: [edge('trigger', 'a'), edge('trigger', 'a')] },
      'flow.duplicate-edge @ edges[1]',
    ],
    [
      'a cycle',
      { steps: [map('a', '1'), map('b', '1')], edges: [edge('trigger', 'a'), edge('a', 'b'), edge('b', 'a')] },
      'flow.cycle @ edges',
    ],
    [
      'a step nobody reaches',
      { steps: [map('a', '1'), map('b', '1')], edges: [edge('trigger', 'a')] },
      'flow.unreachable-step @ steps[1]',
    ],
    [
      'an id used twice',
      { steps: [map('a', '1'), map('a', '2')], edges: [edge('trigger', 'a')] },
      'flow.duplicate-step @ steps[1].id',
    ],
    [
      'an expression that does not parse',
      { steps: [map('a', '1 +')], edges: [edge('trigger', 'a')] },
      'flow.expression @ steps[0].mapping',
    ],
    [
      'data of a step that is not before it',
      { steps: [map('a', 'steps.b.x'), map('b', '1')], edges: [edge('trigger', 'a'), edge('a', 'b')] },
      'flow.unknown-data @ steps[0].mapping',
    ],
    [
      'a connection that is missing',
      { steps: [send({ connectionId: null })], edges: [edge('trigger', 'send')] },
      'flow.missing-connection @ steps[0]',
    ],
    [
      'a connection of another system',
      { steps: [send({ connectionId: foreignId })], edges: [edge('trigger', 'send')] },
      'flow.wrong-connection @ steps[0]',
    ],
    [
      'a connector that is not installed',
      { steps: [send({ connector: { name: 'feishu', version: '9.0.0' } })], edges: [edge('trigger', 'send')] },
      'flow.unknown-connector @ steps[0]',
    ],
    [
      'an action that does not exist',
      { steps: [send({ action: 'fly' })], edges: [edge('trigger', 'send')] },
      'flow.unknown-action @ steps[0]',
    ],
    [
      'a flow that cannot be called',
      {
        steps: [
          { id: 'a', label: '', kind: 'flow', flowId: foreignId, input: { kind: 'expression', expression: '1' } },
        ],
        edges: [edge('trigger', 'a')],
      },
      'flow.unknown-flow @ steps[0].flowId',
    ],
    [
      'a reply nobody waits for',
      {
        steps: [{ id: 'a', label: '', kind: 'reply', body: { kind: 'expression', expression: '1' } }],
        edges: [edge('trigger', 'a')],
      },
      'flow.reply-unasked @ steps[0]',
    ],
    [
      'a schedule that means nothing',
      { steps: [], edges: [], trigger: { kind: 'schedule', cron: 'whenever', zone: 'Asia/Shanghai' } },
      'flow.schedule @ trigger.cron',
    ],
    [
      'a dedupe key that does not parse',
      { steps: [], edges: [], settings: { dedupeKey: '(' } },
      'flow.expression @ settings.dedupeKey',
    ],
  ])('names the place of %s', (_, parts, expected) => {
    expect(codesAndPlaces(flow(parts))).toContain(expected);
  });

  it('lets a loop body read its item, its own steps and what is before the loop', () => {
    const body = {
      steps: [map('inner', 'steps.before.x & item.y'), map('after_inner', 'steps.inner')],
      edges: [edge('item', 'inner'), edge('inner', 'after_inner')],
    };
    const each = {
      id: 'rows',
      label: '',
      kind: 'each',
      items: { from: 'expression', expression: 'trigger' },
      collect: 'steps.after_inner',
      body,
    };
    expect(
      codesAndPlaces(
        flow({
          steps: [map('before', '{"x": trigger}'), each],
          edges: [edge('trigger', 'before'), edge('before', 'rows')],
        }),
      ),
    ).toEqual([]);
  });

  it('names places inside loop bodies', () => {
    const body = { steps: [map('inner', 'steps.ghost')], edges: [edge('item', 'inner')] };
    const each = { id: 'rows', label: '', kind: 'each', items: { from: 'expression', expression: 'trigger' }, body };
    expect(codesAndPlaces(flow({ steps: [each], edges: [edge('trigger', 'rows')] }))).toEqual([
      'flow.unknown-data @ steps[0].body.steps[0].mapping',
    ]);
  });
});

describe('an unknown value', () => {
  it.each([
    ['no object', 7, '$'],
    [
      'an unknown step kind',
      {
        format: 'joinery.flow/1',
        trigger: { kind: 'manual' },
        steps: [{ id: 'a', label: '', kind: 'magic' }],
        edges: [],
      },
      'steps[0].kind',
    ],
    [
      'an unknown key',
      { format: 'joinery.flow/1', trigger: { kind: 'manual' }, steps: [], edges: [], surprise: 1 },
      '$',
    ],
    [
      'a bad id',
      {
        format: 'joinery.flow/1',
        trigger: { kind: 'manual' },
        steps: [{ id: 'A B', label: '', kind: 'filter', when: 'true' }],
        edges: [],
      },
      'steps[0].id',
    ],
  ])('is refused with the place of %s', (_, value, place) => {
    const parsed = parseFlow(value);
    expect(parsed.kind === 'refused' && parsed.findings.map((one) => one.place)).toContain(place);
  });
});
