import { FlowDocumentSchema, type FlowDocument, type JsonSchema } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { StepSchemas, type SchemaOffers } from './step-schemas.ts';
import { typeFindings } from './type-findings.ts';

const connector = { name: 'crm', version: '1.0.0' };
const ticket: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    priority: { type: 'integer' },
    note: { type: 'string' },
    lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] } },
  },
  required: ['id', 'priority', 'lines'],
};
const message: JsonSchema = {
  type: 'object',
  properties: { to: { type: 'string' }, text: { type: 'string' } },
  required: ['to', 'text'],
};
const found: JsonSchema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };

const offers: SchemaOffers = {
  trigger: () => ticket,
  action: (_, name) => (name === 'send' ? { input: message } : { input: {}, output: found }),
};

type Parts = Pick<FlowDocument, 'edges'> & { readonly steps: readonly unknown[] };
function flow(parts: Parts): FlowDocument {
  const trigger = { kind: 'event', connector, connectionId: null, trigger: 'ticket-created' };
  return FlowDocumentSchema.parse({ format: 'joinery.flow/1', trigger, ...parts }) as FlowDocument;
}
const edge = (from: string, to: string, port = 'out') => ({ from, port, to }) as FlowDocument['edges'][number];
const source = (expression: string) => ({ kind: 'expression', expression });
const map = (id: string, expression: string) => ({ id, label: id, kind: 'map', mapping: source(expression) });
const action = (id: string, name: string, expression: string) => ({
  id,
  label: id,
  kind: 'action',
  connector,
  connectionId: null,
  action: name,
  input: source(expression),
});
const told = (parts: Parts) =>
  typeFindings(flow(parts), offers).map(({ cause, severity, place }) => `${severity} ${cause} @ ${place}`);

describe('the types of a flow', () => {
  it('are silent where everything fits', () => {
    const steps = [map('shape', '{"who": trigger.id}'), action('send', 'send', '{"to": steps.shape.who, "text": "x"}')];
    expect(told({ steps, edges: [edge('trigger', 'shape'), edge('shape', 'send')] })).toEqual([]);
  });

  it('follow a field through a map step into the input of an action', () => {
    const steps = [
      map('shape', '{"who": trigger.priority}'),
      action('send', 'send', '{"to": steps.shape.who, "text": "x"}'),
    ];
    expect(told({ steps, edges: [edge('trigger', 'shape'), edge('shape', 'send')] })).toEqual([
      'error mapping.wrong-type @ steps[1].input',
    ]);
  });

  it('name a field that the trigger does not have, and one that may be missing', () => {
    const steps = [action('send', 'send', '{"to": trigger.nmae, "text": trigger.note}')];
    const findings = told({ steps, edges: [edge('trigger', 'send')] });
    expect(findings.map((one) => one.replace(/^\w+ /, ''))).toEqual([
      'mapping.path-unknown @ steps[0].input',
      'mapping.required-may-be-missing @ steps[0].input',
    ]);
  });

  it('know the item of a loop over a list', () => {
    const body = { steps: [map('inner', 'item.skku')], edges: [edge('item', 'inner')] };
    const loop = { id: 'rows', label: '', kind: 'each', items: { from: 'expression', expression: 'trigger.lines' } };
    expect(told({ steps: [{ ...loop, body }], edges: [edge('trigger', 'rows')] })).toEqual([
      expect.stringContaining('mapping.path-unknown @ steps[0].body.steps[0].mapping'),
    ]);
  });
});

describe('what a step has given', () => {
  const branch = (id: string) => ({
    id,
    label: '',
    kind: 'branch',
    cases: [{ port: 'case_high', label: '', when: 'trigger.priority > 1' }],
  });
  const certain = (parts: Parts, at: string) =>
    new StepSchemas(flow(parts), offers)
      .reachable(at as FlowDocument['steps'][number]['id'])
      .filter(({ path, isCertain }) => path[0] === 'steps' && isCertain)
      .map(({ path }) => path[1]);

  it('is certain on every way only', () => {
    const steps = [branch('fork'), map('high', '1'), map('low', '2'), map('join', 'steps.high')];
    const edges = [
      edge('trigger', 'fork'),
      edge('fork', 'high', 'case_high'),
      edge('fork', 'low', 'else'),
      edge('high', 'join'),
      edge('low', 'join'),
    ];
    expect(certain({ steps, edges }, 'join')).toEqual(['fork']);
    expect(certain({ steps, edges }, 'high')).toEqual(['fork']);
  });

  it('is not there after its error port', () => {
    const steps = [action('find', 'find', 'trigger'), map('after', '1'), map('failed', '2')];
    const edges = [edge('trigger', 'find'), edge('find', 'after'), edge('find', 'failed', 'error')];
    expect(certain({ steps, edges }, 'after')).toEqual(['find']);
    expect(certain({ steps, edges }, 'failed')).toEqual([]);
  });

  it('is not looked for without end in a cycle', () => {
    const steps = [map('a', 'steps.b'), map('b', 'steps.a')];
    expect(told({ steps, edges: [edge('trigger', 'a'), edge('a', 'b'), edge('b', 'a')] })).toEqual([]);
  });
});
