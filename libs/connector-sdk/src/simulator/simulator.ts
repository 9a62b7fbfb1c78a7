import type { JsonObject, JsonSchema } from '@joinery/contracts';
import type { Delivery } from './deliveries.ts';
import type { Fault, FaultKind } from './faults.ts';
import type { InboxMessage } from './inbox.ts';
import type { ReceivedRequest } from './request-log.ts';
import type { Subscription, SubscriptionRequest } from './subscriptions.ts';

/** A text in the two languages of the product. */
export interface LocalText {
  readonly zh: string;
  readonly en: string;
}

/** One record of the simulated system, always with its key field filled. */
export type SimulatorRecord = JsonObject;

export interface CollectionSummary {
  readonly name: string;
  readonly title: LocalText;
  /** The field that identifies a record. */
  readonly key: string;
  readonly count: number;
  /** What a record looks like, where the simulator knows; for a form to edit it. */
  readonly schema?: JsonSchema;
}

export interface StartOptions {
  /** Port of the vendor's API; 0 or absent takes a free one. */
  readonly port?: number;
  /** Port of the `/__simulator` face; absent opens none. */
  readonly adminPort?: number;
}

export interface RunningSimulator {
  /** Address of the vendor's API, without a trailing slash. */
  readonly url: string;
  /** Address of the `/__simulator` face, where one was asked for. */
  readonly adminUrl?: string;
  readonly stop: () => Promise<void>;
}

/**
 * A vendor in a box: its API over HTTP, and this object to look inside and to disturb it.
 *
 * The HTTP side follows the vendor's documented contract. Changing a record here fires the vendor's events
 * exactly as the real system would, so a person (or a test) can edit a ticket and watch a flow react.
 * Everything lives in memory and listens on loopback only.
 *
 * @example
 * const core = serviceCoreSimulator();
 * const { url, stop } = await core.start();
 * core.subscribe({ url: hookUrl, secret: 'whsec' });
 * core.upsert('tickets', { subject: '无法登录', priority: 'urgent' });
 * await core.settled();
 * await stop();
 */
export interface Simulator {
  readonly name: string;
  readonly title: LocalText;
  /** Listens on loopback. A simulator runs once at a time; starting it twice throws. */
  start(options?: StartOptions): Promise<RunningSimulator>;
  /** Connection fields with which a connector reaches the running simulator. */
  connection(): JsonObject;
  /** The same fields with a credential the vendor refuses. */
  wrongConnection(): JsonObject;

  collections(): readonly CollectionSummary[];
  /** Records in key order; throws on an unknown collection. */
  records(collection: string): readonly SimulatorRecord[];
  record(collection: string, id: string): SimulatorRecord | undefined;
  /** Creates or changes (field by field) a record, and fires what the vendor would fire. */
  upsert(collection: string, record: JsonObject): SimulatorRecord;
  /** True when there was such a record. Whether it vanishes or is marked deleted is the vendor's way. */
  remove(collection: string, id: string): boolean;

  /** Messages the simulated people received, oldest first. */
  inbox(): readonly InboxMessage[];
  clearInbox(): void;
  /** The last thousand requests the vendor's API saw, credentials masked. */
  requests(): readonly ReceivedRequest[];

  /** Arms a fault; it wears off after `times` uses. */
  setFault(fault: Fault): void;
  faults(): readonly Fault[];
  /** Disarms all faults, or those of one kind. */
  clearFaults(kind?: FaultKind): void;

  subscribe(request: SubscriptionRequest): Promise<Subscription>;
  unsubscribe(id: string): boolean;
  subscriptions(): readonly Subscription[];
  /** Every event sent, with how it was received. */
  deliveries(): readonly Delivery[];
  /** Resolves when no delivery is under way or waiting for a retry. */
  settled(): Promise<void>;

  /** Back to the seed: records, inbox, faults, subscriptions, tokens and logs. */
  reset(): void;
}
