import type { FlowDocument, Json } from '@joinery/contracts';
import { finding, type Finding } from './finding.ts';
import { parseFlow } from './parse-flow.ts';

const format = 'joinery.flow-text/1';

/** A connection a text speaks of: by its name, because ids differ from place to place. */
export interface NamedConnection {
  readonly name: string;
  readonly connector: string;
}

export type ReadFlowText =
  | {
      readonly kind: 'flow';
      readonly connections: readonly NamedConnection[];
      /** The document with the connections chosen for the names; a name without a choice is left open. */
      readonly bind: (chosen: ReadonlyMap<string, string>) => FlowDocument;
    }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/**
 * A flow as text that is the same for the same flow, to keep beside code and to compare line by line: JSON with sorted
 * members, connections by name. Two connections of one name are told apart by a number.
 */
export function writeFlowText(document: FlowDocument, nameOf: (connectionId: string) => string | undefined): string {
  const names = new Map<string, string>();
  const connections: Record<string, Json> = {};
  const flow = withConnections(document as unknown as Json, (id, connector) => {
    if (typeof id !== 'string') return id;
    const known = names.get(id);
    if (known !== undefined) return known;
    const name = unusedName(nameOf(id) ?? id, connections);
    names.set(id, name);
    connections[name] = { connector };
    return name;
  });
  return `${JSON.stringify(sorted({ format, connections, flow }), null, 2)}\n`;
}

/** Reads such a text; whatever does not fit is named with its place: a line and column, or a path in the flow. */
export function readFlowText(text: string): ReadFlowText {
  const read = readJson(text);
  if ('findings' in read) return { kind: 'refused', findings: read.findings };
  const { value } = read;
  if (!isObject(value) || value['format'] !== format || !isObject(value['flow'])) {
    return refused('$', `not a flow text: "format" must be "${format}" and "flow" an object`);
  }
  const flow = value['flow'];
  const connections: NamedConnection[] = [];
  const open = withConnections(flow, (name, connector) => {
    if (typeof name === 'string' && !connections.some((one) => one.name === name))
      connections.push({ name, connector });
    return typeof name === 'string' ? null : name;
  });
  const parsed = parseFlow(open);
  if (parsed.kind === 'refused') return parsed;
  return {
    kind: 'flow',
    connections,
    bind: (chosen) => {
      const bound = withConnections(flow, (name) => (typeof name === 'string' ? (chosen.get(name) ?? null) : name));
      const again = parseFlow(bound);
      if (again.kind === 'refused')
        throw new Error(`a connection was chosen that is no id: ${again.findings[0]!.place}`);
      return again.document;
    },
  };
}

type JsonMembers = Readonly<Record<string, Json>>;
type Exchange = (connection: Json, connector: string) => Json;

/** The document with every connection exchanged; only where connections stand, never in people's own data. */
function withConnections(flow: Json, exchange: Exchange): Json {
  if (!isObject(flow)) return flow;
  return stepsExchanged(
    { ...flow, ...(isObject(flow['trigger']) ? { trigger: holder(flow['trigger'], exchange) } : {}) },
    exchange,
  );
}

function stepsExchanged(graph: JsonMembers, exchange: Exchange): Json {
  const { steps } = graph;
  return Array.isArray(steps) ? { ...graph, steps: steps.map((step: Json) => stepExchanged(step, exchange)) } : graph;
}

function stepExchanged(step: Json, exchange: Exchange): Json {
  if (!isObject(step)) return step;
  const { items, for: wait, body } = step;
  return {
    ...holder(step, exchange),
    ...(isObject(items) ? { items: holder(items, exchange) } : {}),
    ...(isObject(wait) ? { for: holder(wait, exchange) } : {}),
    ...(isObject(body) && step['kind'] === 'each' ? { body: stepsExchanged(body, exchange) } : {}),
  };
}

function holder(value: JsonMembers, exchange: Exchange): JsonMembers {
  const { connectionId, connector } = value;
  if (connectionId === undefined || !isObject(connector)) return value;
  const { name } = connector;
  return { ...value, connectionId: exchange(connectionId, typeof name === 'string' ? name : '') };
}

function unusedName(name: string, used: JsonMembers): string {
  if (!Object.hasOwn(used, name)) return name;
  for (let n = 2; ; n += 1) if (!Object.hasOwn(used, `${name} (${n})`)) return `${name} (${n})`;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, sorted(one)]));
}

function readJson(text: string): { readonly value: Json } | { readonly findings: readonly Finding[] } {
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { findings: [finding('flow.schema', { place: placeInText(said, text) }, { detail: said })] };
  }
}

/** Engines say where by an offset, or quote what stands there in their sentence. */
function placeInText(said: string, text: string): string {
  const offset = /position (\d+)/.exec(said)?.[1];
  if (offset === undefined) return '$';
  const lines = text.slice(0, Number(offset)).split('\n');
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}

function refused(place: string, detail: string): ReadFlowText {
  return { kind: 'refused', findings: [finding('flow.schema', { place }, { detail })] };
}

function isObject(value: Json | undefined): value is JsonMembers {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
