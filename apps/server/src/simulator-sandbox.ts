import type {
  Bilingual,
  Json,
  JsonObject,
  SandboxQuery,
  Simulator as SimulatorView,
  SimulatorMessagePage,
  SimulatorRecordPage,
} from '@joinery/contracts';
import {
  faultKinds,
  type Fault,
  type FaultKind,
  type Simulator,
  type SimulatorRecord,
} from '@joinery/connector-sdk/simulator';
import type { Sandbox } from '@joinery/api';
import { faultTitles } from './fault-titles.ts';

/** A simulator that is listening, with the connector it stands in for. */
export interface StartedSimulator {
  readonly simulator: Simulator;
  readonly url: string;
  readonly connector: string;
  readonly description: Bilingual;
}

/** Shows simulators of this process to the console. */
export function simulatorSandbox(started: readonly StartedSimulator[]): Sandbox {
  const byName = new Map(started.map((one) => [one.simulator.name, one]));
  const view = (name: string) => {
    const one = byName.get(name);
    return one && viewOf(one);
  };
  const collectionOf = (name: string, collection: string) => {
    const simulator = byName.get(name)?.simulator;
    const summary = simulator?.collections().find((one) => one.name === collection);
    return simulator && summary ? { simulator, key: summary.key } : undefined;
  };
  return {
    list: () => started.map(viewOf),
    find: view,
    reset: (name) => {
      byName.get(name)?.simulator.reset();
      return view(name);
    },
    inbox: (name, query) => {
      const one = byName.get(name);
      return one && messagePage(one.simulator, query);
    },
    records: (name, collection, query) => {
      const of = collectionOf(name, collection);
      return of && recordPage(of.simulator.records(collection), of.key, query);
    },
    save: (name, collection, id, record) => {
      const of = collectionOf(name, collection);
      if (!of || (id !== null && !of.simulator.record(collection, id))) return undefined;
      const after = of.simulator.upsert(collection, id === null ? record : { ...record, [of.key]: id });
      return recordView(after, of.key);
    },
    remove: (name, collection, id) => collectionOf(name, collection)?.simulator.remove(collection, id) ?? false,
    setFault: (name, fault, active, settings) => {
      const one = byName.get(name);
      if (!one || !isFaultKind(fault)) return undefined;
      setFault(one.simulator, fault, active, settings);
      return viewOf(one);
    },
  };
}

function viewOf({ simulator, url, connector, description }: StartedSimulator): SimulatorView {
  const armed = new Map(simulator.faults().map((fault) => [fault.kind, fault]));
  return {
    name: simulator.name,
    connector,
    title: simulator.title,
    description,
    url,
    collections: simulator
      .collections()
      .map(({ name, title, count, schema }) => ({ name, title, count, editable: true, schema: schema ?? null })),
    inbox: true,
    faults: faultKinds.map((kind) => {
      const { kind: _, ...settings } = armed.get(kind) ?? { kind };
      return {
        name: kind,
        title: faultTitles[kind],
        active: armed.has(kind),
        settings: { ...settings },
        settingsSchema,
      };
    }),
    connection: simulator.connection(),
  };
}

const settingsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    times: { type: 'integer', minimum: 1, 'x-title': { zh: '次数', en: 'Times' } },
    path: { type: 'string', 'x-title': { zh: '路径前缀', en: 'Path begins with' } },
    status: { type: 'integer', minimum: 200, maximum: 599, 'x-title': { zh: '状态码', en: 'Status' } },
    retryAfterSeconds: { type: 'integer', minimum: 0, 'x-title': { zh: '建议等待(秒)', en: 'Retry after (s)' } },
    delayMs: { type: 'integer', minimum: 0, 'x-title': { zh: '延迟(毫秒)', en: 'Delay (ms)' } },
  },
} as const;

const isFaultKind = (name: string): name is FaultKind => faultKinds.some((kind) => kind === name);

function setFault(simulator: Simulator, kind: FaultKind, active: boolean, settings: JsonObject): void {
  simulator.clearFaults(kind);
  if (active) simulator.setFault({ ...knownSettings(settings), kind });
}

function knownSettings(settings: JsonObject): Omit<Fault, 'kind'> {
  const known = Object.entries(settings).filter(
    ([name, value]) =>
      Object.hasOwn(settingsSchema.properties, name) && (typeof value === 'number' || typeof value === 'string'),
  );
  return Object.fromEntries(known);
}

function recordView(record: SimulatorRecord, key: string) {
  const at = record['updatedAt'] ?? record['updated_at'];
  return {
    id: idText(record[key]),
    record,
    at: typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? new Date(at).toISOString() : null,
  };
}

function recordPage(records: readonly SimulatorRecord[], key: string, query: SandboxQuery): SimulatorRecordPage {
  return pageOf(
    records.map((record) => recordView(record, key)),
    query,
  );
}

function messagePage(simulator: Simulator, query: SandboxQuery): SimulatorMessagePage {
  const messages = simulator.inbox().map((message) => ({
    id: message.id,
    at: message.receivedAt,
    from: simulator.name,
    to: message.toName ?? message.to,
    text: message.title ? `${message.title}\n${message.text}` : message.text,
    raw: message.content as Json,
  }));
  return pageOf(messages.toReversed(), query);
}

/** Everything is in memory, so the cursor is the id of the last item shown. */
function pageOf<T extends { readonly id: string }>(
  all: readonly T[],
  { cursor, limit, text }: SandboxQuery,
): { readonly items: readonly T[]; readonly next: string | null } {
  const matching = text ? all.filter((one) => JSON.stringify(one).toLowerCase().includes(text.toLowerCase())) : all;
  const begin = cursor === undefined ? 0 : matching.findIndex((one) => one.id === cursor) + 1;
  const items = matching.slice(begin, begin + limit);
  return { items, next: begin + limit < matching.length ? (items.at(-1)?.id ?? null) : null };
}

/** Keys are words or numbers; anything else is shown as what it is. */
const idText = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));
