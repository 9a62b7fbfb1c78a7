import { FailureError, type Failure, type Json } from '@joinery/contracts';
import type { DueSyncTrigger, LookedAtTrigger, SyncStores } from '@joinery/persistence';
import { readEvent } from '@joinery/sync';
import { Every } from '../every.ts';
import type { PolledEvent, VendorTrigger, VendorTriggers } from '../ports.ts';

export interface SyncTriggerClockOptions {
  readonly triggers: Pick<SyncStores['triggers'], 'take' | 'putOff' | 'acceptPolled'>;
  readonly vendors: VendorTriggers;
  readonly now: () => number;
  readonly periodMs: number;
  readonly failed: (error: unknown, triggerId: string | undefined) => void;
}

const leaseMs = 120_000;
const batch = 20;
const mostPages = 20;
const pollMs = 30_000;
const reverifyMs = 5 * 60_000;
const retryMs = 60_000;

/** Looks at the triggers of syncs: pollers tell what has changed, webhooks are kept registered. */
export class SyncTriggerClock {
  readonly #options: SyncTriggerClockOptions;
  readonly #over = new AbortController();
  readonly #loop: Every;

  constructor(options: SyncTriggerClockOptions) {
    this.#options = options;
    this.#loop = new Every({
      periodMs: options.periodMs,
      failed: (error) => options.failed(error, undefined),
      work: () => this.#lookAround(),
    });
  }

  start(): this {
    this.#loop.start();
    return this;
  }

  async stop(): Promise<void> {
    this.#over.abort();
    await this.#loop.stop();
  }

  async #lookAround(): Promise<'again' | 'rest'> {
    const due = await this.#options.triggers.take(batch, leaseMs);
    await Promise.all(due.map((trigger) => this.#look(trigger)));
    return due.length === batch ? 'again' : 'rest';
  }

  /** A defect of one trigger is told and put off; the others go on. */
  async #look(trigger: DueSyncTrigger): Promise<void> {
    try {
      await this.#options.triggers.putOff(trigger, await this.#lookAt(trigger));
    } catch (error) {
      this.#options.failed(error, trigger.id);
    }
  }

  #lookAt(trigger: DueSyncTrigger): Promise<LookedAtTrigger> {
    const { vendors } = this.#options;
    return vendors.delivery(vendorTrigger(trigger)) === 'polling' ? this.#poll(trigger) : this.#keepRegistered(trigger);
  }

  async #keepRegistered(trigger: DueSyncTrigger): Promise<LookedAtTrigger> {
    const { vendors, now } = this.#options;
    const kept = await vendors.keepRegistered(
      vendorTrigger(trigger),
      trigger.registration,
      trigger.hookPath,
      this.#over.signal,
    );
    if (kept.kind === 'failed') return { dueAt: now() + retryMs, failure: kept.failure };
    return { dueAt: now() + reverifyMs, failure: null, registration: kept.registration };
  }

  async #poll(trigger: DueSyncTrigger): Promise<LookedAtTrigger> {
    const failure = await this.#pollPages(trigger);
    return { dueAt: this.#options.now() + pollMs, failure };
  }

  async #pollPages(trigger: DueSyncTrigger): Promise<Failure | null> {
    let { cursor } = trigger;
    for (let page = 0; page < mostPages; page += 1) {
      const polled = await this.#options.vendors.poll(vendorTrigger(trigger), cursor, this.#over.signal);
      if (polled.kind === 'failed') return polled.failure;
      const refused = await this.#accept(trigger, polled.events, polled.cursor);
      if (refused) return refused;
      if (!polled.more) return null;
      ({ cursor } = polled);
    }
    return null;
  }

  /** An event that cannot be read holds the cursor back. */
  async #accept(trigger: DueSyncTrigger, events: readonly PolledEvent[], cursor: Json): Promise<Failure | null> {
    const { recordId: id, deleted, side } = trigger;
    try {
      const told = events.flatMap(({ body }) => {
        const word = readEvent({ id, ...(deleted === null ? {} : { deleted }) }, body);
        return word ? [{ side, ...word }] : [];
      });
      await this.#options.triggers.acceptPolled(trigger, cursor, told);
      return null;
    } catch (error) {
      if (error instanceof FailureError) return error.failure;
      throw error;
    }
  }
}

function vendorTrigger({ tenantId, connector, connectionId, trigger, settings }: DueSyncTrigger): VendorTrigger {
  return { tenantId, connector, connectionId, trigger, settings };
}
