import { FlowDocumentSchema, type FlowDocument, type Json } from '@joinery/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFlowText, writeFlowText } from './flow-text.ts';

const ids = [
  '0195b3a0-0000-7000-8000-000000000001',
  '0195b3a0-0000-7000-8000-000000000002',
  '0195b3a0-0000-7000-8000-000000000003',
];
/** Two of one name. */
const names = new Map([
  [ids[0]!, 'CRM'],
  [ids[1]!, 'CRM'],
  [ids[2]!, '飞书'],
]);
const nameOf = (id: string) => names.get(id);
const connector = { name: 'crm', version: '1.0.0' };

const connection = fc.constantFrom(null, ...ids);
const data = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
const action = (id: string) =>
  fc.record({ connectionId: connection, value: data, label: fc.string({ maxLength: 20 }) }).map((some) => ({
    id,
    kind: 'action',
    label: some.label,
    connector,
    connectionId: some.connectionId,
    action: 'send',
    input: { kind: 'fields', fields: [{ target: ['a'], source: { kind: 'constant', value: some.value } }] },
  }));
const loop = fc.tuple(connection, action('inner')).map(([connectionId, inner]) => ({
  id: 'rows',
  kind: 'each',
  label: '',
  items: { from: 'pages', connector, connectionId, action: 'list', input: { kind: 'expression', expression: '{}' } },
  body: { steps: [inner], edges: [{ from: 'item', to: 'inner' }] },
}));
const anyFlow = fc
  .record({
    first: action('first'),
    rows: loop,
    last: action('last'),
    of: connection,
    settings: fc.dictionary(fc.string(), data),
  })
  .map(
    ({ first, rows, last, of, settings }) =>
      FlowDocumentSchema.parse({
        format: 'joinery.flow/1',
        trigger: { kind: 'event', connector, connectionId: of, trigger: 'made', settings },
        steps: [first, rows, last],
        edges: [{ from: 'trigger', to: 'first' }],
      }) as FlowDocument,
  );

function imported(text: string, ofName: (name: string) => string | undefined): FlowDocument {
  const read = readFlowText(text);
  if (read.kind === 'refused') throw new Error(read.findings[0]!.message.en);
  const chosen = read.connections.flatMap(({ name }): [string, string][] => {
    const id = ofName(name);
    return id === undefined ? [] : [[name, id]];
  });
  return read.bind(new Map(chosen));
}

describe('a flow as text', () => {
  it('comes back byte by byte', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const text = writeFlowText(flow, nameOf);
        const given = new Map<string, string>();
        // Whatever ids the other place has, the names are the same there.
        const back = imported(text, (name) => {
          const id = `0195b3a0-0000-7000-9000-00000000000${given.size}`;
          given.set(id, name);
          return id;
        });
        expect(writeFlowText(back, (id) => given.get(id))).toBe(text);
      }),
    );
  });

  it('loses nothing when every connection is found again', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const unique = (id: string) => `connection ${ids.indexOf(id)}`;
        const back = imported(writeFlowText(flow, unique), (name) => ids[Number(name.at(-1))]);
        expect(JSON.parse(JSON.stringify(back))).toEqual(JSON.parse(JSON.stringify(flow)));
      }),
    );
  });

  it('names connections and no ids, and leaves people’s own data alone', () => {
    const flow = fc.sample(anyFlow, { seed: 7, numRuns: 1 })[0]!;
    const trigger = { ...flow.trigger, connectionId: ids[2]!, settings: { connectionId: ids[0]!, connector } };
    const text = writeFlowText({ ...flow, trigger, steps: [], edges: [] } as FlowDocument, nameOf);
    expect(JSON.parse(text)).toMatchObject({
      format: 'joinery.flow-text/1',
      connections: { 飞书: { connector: 'crm' } },
      flow: { trigger: { connectionId: '飞书', settings: { connectionId: ids[0] } } },
    });
  });

  it('leaves open what nobody chose', () => {
    const flow = fc.sample(anyFlow, { seed: 7, numRuns: 1 })[0]!;
    const text = writeFlowText(
      { ...flow, trigger: { ...flow.trigger, connectionId: ids[2]! } } as FlowDocument,
      nameOf,
    );
    expect(imported(text, () => undefined).trigger).toMatchObject({ connectionId: null });
  });

  it('names the place of what does not fit', () => {
    const placeOf = (text: string) => {
      const read = readFlowText(text);
      return read.kind === 'refused' ? read.findings[0]!.place : undefined;
    };
    expect(placeOf('{\n  "format": 1 2\n}')).toBe('2:15');
    expect(placeOf('[]')).toBe('$');
    const flow = {
      format: 'joinery.flow/1',
      trigger: { kind: 'manual' },
      steps: [{ kind: 'map', id: 'A' }],
      edges: [],
    };
    expect(placeOf(JSON.stringify({ format: 'joinery.flow-text/1', connections: {}, flow }))).toMatch(/^steps\[0\]\./);
  });
});
