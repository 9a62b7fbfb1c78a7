import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '@joinery/contracts';
import { adminServer } from './admin-server.ts';
import { Deliveries, type EventFormat, type VendorEvent } from './deliveries.ts';
import { Faults } from './faults.ts';
import { Inbox } from './inbox.ts';
import { Records, type Change, type CollectionDefinition } from './records.ts';
import { RequestLog } from './request-log.ts';
import type { LocalText, RunningSimulator, Simulator, StartOptions } from './simulator.ts';
import { isLoopback, type Subscription, type SubscriptionRequest } from './subscriptions.ts';
import { Tokens } from './tokens.ts';
import { vendorServer, type SimulatorApp, type VendorAnswers } from './vendor-server.ts';

/** What a simulator's routes work with. */
export interface SimulatorBox {
  readonly records: Records;
  readonly inbox: Inbox;
  readonly faults: Faults;
  readonly tokens: Tokens;
  readonly now: () => number;
  /** An id no earlier start of the simulator gave out. */
  newId(prefix?: string): string;
  subscribe(request: SubscriptionRequest): Promise<Subscription>;
  unsubscribe(id: string): boolean;
  subscriptions(): readonly Subscription[];
  /** Sends an event to everyone who subscribed to it. */
  emit(event: VendorEvent): void;
  /** Registers what must go back to its start on a reset. */
  onReset(forget: () => void): void;
}

/** A vendor as data and routes; {@link createSimulator} makes a {@link Simulator} of it. */
export interface SimulatorDefinition {
  readonly name: string;
  readonly title: LocalText;
  readonly collections: Readonly<Record<string, CollectionDefinition>>;
  readonly answers: VendorAnswers;
  /** Connection fields that work, given the running address. */
  readonly connection: (url: string) => JsonObject;
  /** Fields to put over those for a connection the vendor refuses. */
  readonly wrongConnection: JsonObject;
  readonly routes: (app: SimulatorApp, box: SimulatorBox) => void;
  /** The events the vendor sends when a record changes. */
  readonly events?: (change: Change, box: SimulatorBox) => readonly VendorEvent[];
  readonly format?: EventFormat;
  /** What the vendor does before it accepts a receiver's address; rejects when the receiver fails. */
  readonly handshake?: (subscription: Subscription, box: SimulatorBox) => Promise<void>;
}

export interface SimulatorOptions {
  readonly now?: () => number;
  /** Waits between attempts to deliver an event. */
  readonly retryDelaysMs?: readonly number[];
  readonly deliveryTimeoutMs?: number;
  readonly deliveryConcurrency?: number;
  /** Where events may be sent; this machine only by default. */
  readonly allowTarget?: (url: URL) => boolean;
}

const unsigned: EventFormat = { sign: (text) => ({ headers: { 'content-type': 'application/json' }, body: text }) };

/**
 * Builds a simulator from its definition.
 *
 * @throws RangeError from the record methods on an unknown collection.
 * @example
 * export const shopSimulator = (options?: SimulatorOptions) => createSimulator({ name: 'shop', … }, options);
 */
export function createSimulator(definition: SimulatorDefinition, options: SimulatorOptions = {}): Simulator {
  const now = options.now ?? Date.now;
  const faults = new Faults();
  const inbox = new Inbox();
  const tokens = new Tokens(now);
  const log = new RequestLog();
  const subscriptions = new Map<string, Subscription>();
  const forget: (() => void)[] = [];
  const deliveries = new Deliveries({
    format: definition.format ?? unsigned,
    faults,
    now,
    retryDelaysMs: options.retryDelaysMs ?? [1_000, 5_000, 30_000, 120_000],
    timeoutMs: options.deliveryTimeoutMs ?? 10_000,
    concurrency: options.deliveryConcurrency ?? 1,
  });
  const records = new Records(definition.collections, { now, onChange: (change) => announce(change) });
  const allowTarget = options.allowTarget ?? isLoopback;
  let running: { readonly url: string } | undefined;

  const announce = (change: Change): void => {
    for (const event of definition.events?.(change, box) ?? []) box.emit(event);
  };

  const box: SimulatorBox = {
    records,
    inbox,
    faults,
    tokens,
    now,
    newId: (prefix = '') => prefix + randomBytes(12).toString('hex'),
    async subscribe(request) {
      if (!allowTarget(new URL(request.url))) throw new RangeError(`Events may not be sent to ${request.url}`);
      const subscription = { ...request, id: randomUUID(), createdAt: new Date(now()).toISOString() };
      await definition.handshake?.(subscription, box);
      subscriptions.set(subscription.id, subscription);
      return subscription;
    },
    unsubscribe: (id) => subscriptions.delete(id),
    subscriptions: () => [...subscriptions.values()],
    emit: (event) => deliveries.send(event, subscriptions.values()),
    onReset: (callback) => forget.push(callback),
  };

  const connection = (): JsonObject => {
    if (!running) throw new Error(`The simulator ${definition.name} is not running`);
    return definition.connection(running.url);
  };

  const simulator: Simulator = {
    name: definition.name,
    title: definition.title,
    async start(startOptions = {}) {
      if (running) throw new Error(`The simulator ${definition.name} runs already`);
      const app = vendorServer({ answers: definition.answers, faults, log, now });
      definition.routes(app, box);
      const url = await listen(app, startOptions.port);
      running = { url };
      const stopVendor = async (): Promise<void> => {
        running = undefined;
        deliveries.reset();
        await app.close();
      };
      return withAdmin(simulator, { url, stop: stopVendor }, startOptions);
    },
    connection,
    wrongConnection: () => ({ ...connection(), ...definition.wrongConnection }),
    collections: () =>
      records.names().map((name) => {
        const { title, key, schema } = records.definition(name);
        return { name, title, key, count: records.list(name).length, ...(schema && { schema }) };
      }),
    records: (collection) => records.list(collection),
    record: (collection, id) => records.get(collection, id),
    upsert: (collection, record) => records.upsert(collection, record),
    remove: (collection, id) => records.remove(collection, id),
    inbox: () => inbox.list(),
    clearInbox: () => inbox.clear(),
    requests: () => log.list(),
    setFault: (fault) => faults.set(fault),
    faults: () => faults.list(),
    clearFaults: (kind) => faults.clear(kind),
    subscribe: (request) => box.subscribe(request),
    unsubscribe: (id) => box.unsubscribe(id),
    subscriptions: () => box.subscriptions(),
    deliveries: () => deliveries.list(),
    settled: () => deliveries.settled(),
    reset() {
      for (const part of [records, tokens, deliveries]) part.reset();
      for (const part of [inbox, faults, log, subscriptions]) part.clear();
      for (const callback of forget) callback();
    },
  };
  return simulator;
}

async function withAdmin(
  simulator: Simulator,
  vendor: RunningSimulator,
  { adminPort }: StartOptions,
): Promise<RunningSimulator> {
  if (adminPort === undefined) return vendor;
  const admin = adminServer(simulator);
  const adminUrl = await listen(admin, adminPort);
  const stop = async (): Promise<void> => {
    await admin.close();
    await vendor.stop();
  };
  return { ...vendor, adminUrl, stop };
}

async function listen(app: SimulatorApp, port = 0): Promise<string> {
  await app.listen({ port, host: '127.0.0.1' });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}
