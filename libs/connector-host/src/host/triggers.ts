import type {
  ChangeCursor,
  ConnectorTrigger,
  Json,
  JsonObject,
  Operation,
  PollingTrigger,
  WebhookTrigger,
} from '@joinery/contracts';
import type { Session } from '../connection/session.ts';
import { failWith } from '../failures.ts';
import type { CompiledCursor } from '../polling/change-cursor.ts';
import { lookForChanges } from '../polling/look-for-changes.ts';
import { endOf, type HostCall, type HostParts, operationAt } from './host-parts.ts';

export interface TriggerCall extends HostCall {
  readonly trigger: string;
  /** The trigger's form. */
  readonly settings: Json;
}

export interface PolledEvents {
  readonly events: readonly {
    readonly body: Json;
    readonly dedupeKey: string;
    readonly correlationKey: string | null;
  }[];
  /** To be stored in the transaction that stores the events. */
  readonly cursor: Json;
  readonly more: boolean;
}

/** Events in one look, roughly: a page is never cut. */
const eventsAtMost = 1_000;

/** Looks for the events of polling triggers and keeps those of webhook triggers registered. Failures are thrown. */
export class Triggers {
  readonly #parts: HostParts;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  declaration({ connector, trigger }: Pick<TriggerCall, 'connector' | 'trigger'>): ConnectorTrigger {
    const { triggers } = this.#parts.registry.get(connector).manifest;
    const found = Object.hasOwn(triggers, trigger) ? triggers[trigger] : undefined;
    if (found) return found;
    throw failWith('flow.unknown-action', { connector: connector.name, action: trigger, place: 'trigger' });
  }

  /** @param cursor as the last poll gave it; undefined at the first */
  async poll(call: TriggerCall, cursor: Json | undefined): Promise<PolledEvents> {
    const trigger = this.#polling(call);
    const session = await this.#parts.sessions.session(call);
    const place = `triggers.${call.trigger}`;
    const key = session.connector.evaluator(`${place}.dedupeKey`, trigger.dedupeKey);
    const {
      changes,
      cursor: next,
      more,
    } = await lookForChanges({
      operations: this.#parts.operations,
      run: {
        session,
        operation: operationAt(session, place, () => trigger.operation),
        input: call.settings,
        endsAt: endOf(call),
        signal: call.signal,
      },
      cursor: compiledCursor(session, place, trigger.cursor),
      key,
      stored: cursor,
      from: trigger.from,
      now: Date.now(),
      changesAtMost: eventsAtMost,
    });
    const correlation =
      trigger.correlationKey === undefined
        ? undefined
        : session.connector.evaluator(`${place}.correlationKey`, trigger.correlationKey);
    const events = changes.map(({ key: dedupeKey, item }) => ({
      body: item,
      dedupeKey,
      correlationKey: textOf(correlation?.({ item })),
    }));
    return { events, cursor: next, more };
  }

  /** What the vendor gave, to be kept for {@link verify} and {@link unregister}; null where nothing can be registered. */
  async register(call: TriggerCall, callbackUrl: string): Promise<Json> {
    return (
      (await this.#hook(call, 'register', (session) => ({ callbackUrl, ...this.#signingSecret(call, session) }))) ??
      null
    );
  }

  /** Whether the vendor still knows the registration. */
  async verify(call: TriggerCall, registration: Json, callbackUrl: string): Promise<void> {
    await this.#hook(call, 'verify', () => ({ callbackUrl, registration }));
  }

  async unregister(call: TriggerCall, registration: Json, callbackUrl: string): Promise<void> {
    await this.#hook(call, 'unregister', () => ({ callbackUrl, registration }));
  }

  async #hook(
    call: TriggerCall,
    name: 'register' | 'verify' | 'unregister',
    input: (session: Session) => JsonObject,
  ): Promise<Json | undefined> {
    const trigger = this.declaration(call);
    const declared: Operation | undefined = trigger.kind === 'webhook' ? hookOf(trigger, name) : undefined;
    if (!declared) return undefined;
    const session = await this.#parts.sessions.session(call);
    const operation = operationAt(session, `triggers.${call.trigger}.${name}`, () => declared);
    const { output } = await this.#parts.operations.run({
      session,
      operation,
      input: { ...input(session), settings: call.settings },
      endsAt: endOf(call),
      signal: call.signal,
    });
    return output;
  }

  /** The vendor is told the secret with which the scheme will check what it signs. */
  #signingSecret(call: TriggerCall, session: Session): JsonObject {
    const trigger = this.declaration(call);
    const { webhooks } = session.connector.manifest;
    const scheme =
      trigger.kind === 'webhook' && Object.hasOwn(webhooks, trigger.scheme) ? webhooks[trigger.scheme] : undefined;
    const secret = scheme?.signature && session.secret(scheme.signature.secret);
    return secret === undefined ? {} : { secret };
  }

  #polling(call: TriggerCall): PollingTrigger {
    const trigger = this.declaration(call);
    if (trigger.kind === 'polling') return trigger;
    throw failWith('flow.unknown-action', { connector: call.connector.name, action: call.trigger, place: 'polling' });
  }
}

function hookOf(trigger: WebhookTrigger, name: 'register' | 'verify' | 'unregister'): Operation | undefined {
  return trigger[name];
}

/** A change cursor of the manifest, compiled. */
export function compiledCursor(session: Session, place: string, cursor: ChangeCursor): CompiledCursor {
  const source = cursor.kind === 'opaque' ? cursor.next : cursor.value;
  const offset = cursor.kind === 'time' ? cursor.offset : undefined;
  return {
    cursor,
    value: session.connector.evaluator(`${place}.cursor.value`, source),
    offset: offset === undefined ? undefined : session.connector.evaluator(`${place}.cursor.offset`, offset),
  };
}

function textOf(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
