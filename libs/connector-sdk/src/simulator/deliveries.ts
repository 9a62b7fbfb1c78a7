import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import type { Faults } from './faults.ts';
import { wants, type Subscription } from './subscriptions.ts';

/** An event as the vendor would send it, before it is signed for a receiver. */
export interface VendorEvent {
  readonly id: string;
  readonly type: string;
  readonly body: JsonObject;
  /** The vendor has an address of its own for it: only receivers that name its type get it. */
  readonly apart?: boolean;
}

/** An event ready to send: exactly these bytes, exactly these headers. */
export interface SignedEvent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Added to the receiver's address, where the vendor puts its signature there. */
  readonly query?: Readonly<Record<string, string>>;
}

/** To whom an event goes, and when. */
export interface Dispatch {
  readonly event: VendorEvent;
  readonly subscription: Subscription;
  readonly sentAtMs: number;
}

/** How the vendor puts its events on the wire. */
export interface EventFormat {
  /** What a receiver reads once the signature holds: JSON, or a text as it is; the event's body where absent. */
  readonly envelope?: (dispatch: Dispatch) => JsonObject | string;
  /** Signs (and encrypts) the text of the envelope. */
  readonly sign: (text: string, dispatch: Dispatch) => SignedEvent;
  /** Whether an answer tells the vendor that its event was taken; any 2xx where absent. */
  readonly taken?: (answer: EventAnswer, dispatch: Dispatch) => boolean;
}

/** What a receiver said to an event. */
export interface EventAnswer {
  readonly status: number;
  readonly body: string;
}

/** Whether the delivery is the vendor's own or one of the disturbances a fault asked for. */
export type DeliveryNature = 'genuine' | 'duplicate' | 'forged' | 'stale' | 'malformed';

/** One event sent to one receiver. */
export interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly subscriptionId: string;
  readonly nature: DeliveryNature;
  readonly state: 'pending' | 'delivered' | 'refused' | 'given-up';
  readonly attempts: number;
  /** HTTP status of the last attempt; absent when there was no answer. */
  readonly status?: number;
  readonly answer?: string;
}

export interface DeliveriesOptions {
  readonly format: EventFormat;
  readonly faults: Faults;
  readonly now: () => number;
  /** Waits between attempts of one delivery; its length is how often it is repeated. */
  readonly retryDelaysMs: readonly number[];
  readonly timeoutMs: number;
  /** How many deliveries are under way at once; 1 keeps the order of the events. */
  readonly concurrency: number;
}

interface Job {
  readonly id: string;
  readonly event: VendorEvent;
  readonly subscription: Subscription;
  readonly nature: DeliveryNature;
}

const staleByMs = 3_600_000;
const kept = 10_000;

/** Sends signed events out, repeats what was not accepted, and applies the delivery faults. */
export class Deliveries {
  readonly #options: DeliveriesOptions;
  readonly #log = new Map<string, Delivery>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #waiting: Job[] = [];
  #late: Job[] = [];
  #underWay = 0;
  #epoch = new AbortController();
  #onSettled: (() => void)[] = [];

  constructor(options: DeliveriesOptions) {
    this.#options = options;
  }

  list(): readonly Delivery[] {
    return [...this.#log.values()];
  }

  /** Queues an event for every receiver that wants it. */
  send(event: VendorEvent, subscriptions: Iterable<Subscription>): void {
    for (const subscription of subscriptions) if (wants(subscription, event)) this.#queue(event, subscription);
  }

  /** Resolves when nothing is under way, waiting or held back. */
  async settled(): Promise<void> {
    this.#releaseLate();
    while (this.#waiting.length + this.#underWay + this.#timers.size > 0) {
      await new Promise<void>((resolve) => this.#onSettled.push(resolve));
      this.#releaseLate();
    }
  }

  /** Forgets everything; attempts under way are broken off. */
  reset(): void {
    this.#epoch.abort();
    this.#epoch = new AbortController();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#waiting.length = 0;
    this.#late = [];
    this.#log.clear();
    this.#noteSettled();
  }

  #queue(event: VendorEvent, subscription: Subscription): void {
    const { faults } = this.#options;
    const job = this.#job(event, subscription, 'genuine');
    if (faults.take('late-delivery')) {
      this.#late.push(job);
    } else {
      this.#enqueue(job);
      this.#releaseLate();
    }
    if (faults.take('duplicate-delivery')) this.#enqueue(this.#job(event, subscription, 'duplicate'));
    for (const nature of ['forged', 'stale', 'malformed'] as const) {
      if (faults.take(`${nature}-delivery`))
        this.#enqueue(this.#job({ ...event, id: randomUUID() }, subscription, nature));
    }
  }

  #job(event: VendorEvent, subscription: Subscription, nature: DeliveryNature): Job {
    const id = randomUUID();
    const delivery = { eventId: event.id, eventType: event.type, subscriptionId: subscription.id };
    this.#log.set(id, { id, ...delivery, nature, state: 'pending', attempts: 0 });
    if (this.#log.size > kept) this.#log.delete(this.#log.keys().next().value ?? '');
    return { id, event, subscription, nature };
  }

  #releaseLate(): void {
    for (const job of this.#late.splice(0)) this.#enqueue(job);
  }

  #enqueue(job: Job): void {
    this.#waiting.push(job);
    this.#pump();
  }

  #pump(): void {
    while (this.#underWay < this.#options.concurrency) {
      const job = this.#waiting.shift();
      if (!job) return;
      this.#underWay += 1;
      void this.#attempt(job, this.#epoch.signal).finally(() => {
        this.#underWay -= 1;
        this.#pump();
        this.#noteSettled();
      });
    }
  }

  async #attempt(job: Job, epoch: AbortSignal): Promise<void> {
    const answer = await this.#post(job, epoch);
    const before = this.#log.get(job.id);
    if (epoch.aborted || !before) return;
    const attempts = before.attempts + 1;
    const retryInMs = answer.ok || job.nature !== 'genuine' ? undefined : this.#options.retryDelaysMs[attempts - 1];
    const state = answer.ok
      ? 'delivered'
      : retryInMs !== undefined
        ? 'pending'
        : job.nature === 'genuine'
          ? 'given-up'
          : 'refused';
    this.#log.set(job.id, { ...before, state, attempts, ...answer.seen });
    if (retryInMs !== undefined) this.#retryLater(job, retryInMs);
  }

  #retryLater(job: Job, delayMs: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(job.id);
      this.#enqueue(job);
    }, delayMs);
    timer.unref();
    this.#timers.set(job.id, timer);
  }

  async #post(
    job: Job,
    epoch: AbortSignal,
  ): Promise<{ readonly ok: boolean; readonly seen: Partial<Pick<Delivery, 'status' | 'answer'>> }> {
    const { format } = this.#options;
    const dispatch = this.#dispatch(job);
    const { headers, body, query } = this.#signed(job, dispatch);
    const signal = AbortSignal.any([epoch, AbortSignal.timeout(this.#options.timeoutMs)]);
    try {
      const url = withQuery(job.subscription.url, query);
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
      const { status } = response;
      const answer = { status, body: await response.text() };
      const ok = response.ok && (format.taken?.(answer, dispatch) ?? true);
      return { ok, seen: { status, answer: answer.body.slice(0, 2_000) } };
    } catch {
      return { ok: false, seen: {} };
    }
  }

  /** To whom and when, as a disturbance would have it. */
  #dispatch({ event, subscription, nature }: Job): Dispatch {
    const { now } = this.#options;
    const secret = `forged-${randomUUID()}`;
    const receiver = nature === 'forged' ? { ...subscription, secret, token: secret } : subscription;
    return { event, subscription: receiver, sentAtMs: nature === 'stale' ? now() - staleByMs : now() };
  }

  #signed({ event, nature }: Job, dispatch: Dispatch): SignedEvent {
    const { format } = this.#options;
    const envelope = format.envelope?.(dispatch) ?? event.body;
    const text = typeof envelope === 'string' ? envelope : JSON.stringify(envelope);
    // A body that broke off before it was signed: what a buggy sender produces.
    return format.sign(nature === 'malformed' ? text.slice(0, Math.ceil(text.length / 2)) : text, dispatch);
  }

  #noteSettled(): void {
    if (this.#waiting.length + this.#underWay + this.#timers.size > 0) return;
    for (const resolve of this.#onSettled.splice(0)) resolve();
  }
}

function withQuery(address: string, query: SignedEvent['query'] = {}): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
