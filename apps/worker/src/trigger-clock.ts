import { FailureError, type Failure, type EventTrigger, type Json, type ScheduleTrigger } from '@joinery/contracts';
import { incomingEvent } from '@joinery/engine';
import { dueTicks } from '@joinery/flow';
import type { EventAnswer, RunStores } from '@joinery/persistence';
import { Every } from './every.ts';
import type { DueTrigger, DueTriggers, Looked, PolledEvent, VendorTrigger, VendorTriggers } from './ports.ts';

export interface TriggerClockOptions {
  readonly triggers: DueTriggers;
  readonly vendors: VendorTriggers;
  readonly intake: Pick<RunStores['intake'], 'acceptTick' | 'acceptPolled'>;
  /** Hands an event to the run that waits for it, where one does. */
  readonly answers: { answerEvent(answer: EventAnswer): Promise<unknown> };
  readonly now: () => number;
  readonly periodMs: number;
  readonly failed: (error: unknown, triggerId: string | undefined) => void;
}

/** A look at one trigger takes no longer; after it another worker may look. */
const leaseMs = 120_000;
const batch = 20;
/** Pages of one poll before other triggers get their turn. */
const mostPages = 20;
const usualPollMs = 60_000;
/** How often a registration is looked up at the vendor; one that failed is tried again sooner. */
const reverifyMs = 5 * 60_000;
const reverifyFailedMs = 60_000;

/** Looks at triggers when they are due: schedules strike, pollers look for news, webhooks are kept registered. */
export class TriggerClock {
  readonly #options: TriggerClockOptions;
  readonly #loop: Every;
  readonly #over = new AbortController();

  constructor(options: TriggerClockOptions) {
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
  async #look(trigger: DueTrigger): Promise<void> {
    try {
      const next = await this.#lookAt(trigger);
      await this.#options.triggers.putOff(trigger, next);
    } catch (error) {
      this.#options.failed(error, trigger.triggerId);
    }
  }

  #lookAt(trigger: DueTrigger): Promise<Looked> {
    const { definition } = trigger;
    switch (definition.kind) {
      case 'schedule':
        return this.#strike(trigger, definition);
      case 'event':
        return this.#options.vendors.delivery(definition) === 'polling'
          ? this.#poll(trigger, definition)
          : this.#keepRegistered(trigger, definition);
      case 'manual':
      case 'flow':
        return Promise.resolve({ dueAt: null, failure: null });
    }
  }

  async #strike(trigger: DueTrigger, schedule: ScheduleTrigger): Promise<Looked> {
    const { ticks, nextAt } = dueTicks(schedule, trigger.dueAt, this.#options.now());
    for (const tickAt of ticks) {
      const event = incomingEvent(trigger, { scheduledAt: new Date(tickAt).toISOString() });
      await this.#options.intake.acceptTick({ triggerId: trigger.triggerId, tickAt, event });
    }
    return { dueAt: nextAt, failure: null };
  }

  async #keepRegistered(trigger: DueTrigger, definition: EventTrigger): Promise<Looked> {
    const { vendors, now } = this.#options;
    const kept = await vendors.keepRegistered(
      vendorTrigger(trigger, definition),
      trigger.registration,
      trigger.hookPath,
      this.#over.signal,
    );
    if (kept.kind === 'failed') return { dueAt: now() + reverifyFailedMs, failure: kept.failure };
    return { dueAt: now() + reverifyMs, failure: null, registration: kept.registration };
  }

  async #poll(trigger: DueTrigger, definition: EventTrigger): Promise<Looked> {
    const failure = await this.#pollPages(trigger, definition);
    return { dueAt: this.#options.now() + (definition.pollEveryMs ?? usualPollMs), failure };
  }

  async #pollPages(trigger: DueTrigger, definition: EventTrigger): Promise<Failure | null> {
    let cursor = trigger.cursor;
    for (let page = 0; page < mostPages; page++) {
      const polled = await this.#options.vendors.poll(vendorTrigger(trigger, definition), cursor, this.#over.signal);
      if (polled.kind === 'failed') return polled.failure;
      const refused = await this.#accept(trigger, polled.events, polled.cursor);
      if (refused !== null) return refused;
      for (const event of polled.events) await this.#answer(trigger, definition, event);
      cursor = polled.cursor;
      if (!polled.more) return null;
    }
    return null;
  }

  /** Events and the cursor behind them are one commit; an event whose keys cannot be computed holds the cursor back. */
  async #accept(trigger: DueTrigger, events: readonly PolledEvent[], cursor: Json): Promise<Failure | null> {
    try {
      const incoming = events.map((event) => incomingEvent(trigger, event.body, { dedupeKey: event.dedupeKey }));
      await this.#options.intake.acceptPolled({
        triggerId: trigger.triggerId,
        tenantId: trigger.tenantId,
        epoch: trigger.epoch,
        cursor,
        events: incoming,
      });
      return null;
    } catch (error) {
      if (error instanceof FailureError) return error.failure;
      throw error;
    }
  }

  async #answer(trigger: DueTrigger, definition: EventTrigger, event: PolledEvent): Promise<void> {
    if (event.correlationKey === null) return;
    const { tenantId } = trigger;
    const { connectionId, trigger: name } = definition;
    await this.#options.answers.answerEvent({
      tenantId,
      connectionId,
      trigger: name,
      key: event.correlationKey,
      body: event.body,
      at: this.#options.now(),
    });
  }
}

function vendorTrigger(
  { tenantId }: DueTrigger,
  { connector, connectionId, trigger, settings }: EventTrigger,
): VendorTrigger {
  return { tenantId, connector, connectionId, trigger, settings };
}
