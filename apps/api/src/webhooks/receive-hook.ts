import { FailureError, type EventTrigger } from '@joinery/contracts';
import { incomingEvent, type Acceptance, type IncomingEvent } from '@joinery/engine';
import { readEvent } from '@joinery/sync';
import type { ApiPorts } from '../api-ports.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { FlowHook, HookAnswer, RawRequest, ReceivedEvent, Reception, SyncHook } from '../ports/hooks.ts';

export type HookPorts = Pick<
  ApiPorts,
  'hookTriggers' | 'hookReceiver' | 'intake' | 'answers' | 'syncChanges' | 'replies' | 'pressure' | 'metrics'
>;

/**
 * One callback of a vendor, from bytes to a commit: room first, then the trigger, then the proof, then event and run in
 * one commit. Only behind that is the sender told that it was accepted.
 */
export async function receiveHook(path: string, request: RawRequest, ports: HookPorts): Promise<HookAnswer> {
  const retryAfterSeconds = ports.pressure.retryAfterSeconds();
  if (retryAfterSeconds !== undefined) throw new ProblemError('server.busy', { retryAfterSeconds });
  const trigger = await ports.hookTriggers.byHookPath(path);
  if (trigger?.state !== 'active') throw new ProblemError('hook.unknown');
  const reception = await ports.hookReceiver.receive(trigger, request);
  if (reception.kind === 'answer') return reception.answer;
  const [accepted, told] = await Promise.all([acceptAll(reception, ports), tellAll(reception, ports)]);
  const first = accepted[0];
  if (!('sync' in trigger) && trigger.definition.respond === 'reply' && first)
    return replyOf(first, trigger.definition, ports);
  return reception.acknowledge ?? (told > 0 && !first ? json(202, { told }) : acknowledgement(accepted));
}

type Received = Extract<Reception, { readonly kind: 'events' }>;

async function acceptAll({ shares, delivery }: Received, ports: HookPorts): Promise<readonly Acceptance[]> {
  // Every event's keys are known before the first one is accepted: a faulty key refuses the delivery as a whole.
  const incoming = shares.flatMap(({ trigger, events }) =>
    'sync' in trigger
      ? []
      : events.map((event, index) => ({
          trigger,
          event,
          as: incomingOf(trigger, event, delivery && { ...delivery, index }),
        })),
  );
  const accepted = await Promise.all(incoming.map((one) => accept(one, ports)));
  for (const { kind } of accepted) ports.metrics.eventsTaken.inc({ outcome: kind });
  return accepted;
}

/**
 * Events of syncs only tell which records to look at, so one that comes twice does no harm and needs no key.
 * @returns how many records they told of
 */
async function tellAll({ shares }: Received, { syncChanges, metrics }: HookPorts): Promise<number> {
  let count = 0;
  for (const { trigger, events } of shares) {
    if (!('sync' in trigger)) continue;
    const told = events.flatMap(({ body }) => changeIn(trigger, body));
    await syncChanges.tell({ syncId: trigger.sync.id, tenantId: trigger.tenantId }, told);
    metrics.eventsTaken.inc({ outcome: 'accepted' }, told.length);
    count += told.length;
  }
  return count;
}

function changeIn({ sync: { side, recordId: id, deleted } }: SyncHook, body: ReceivedEvent['body']) {
  const word = readEvent({ id, ...(deleted === null ? {} : { deleted }) }, body);
  return word ? [{ side, ...word }] : [];
}

/**
 * A replayed delivery must not make a second run. The delivery's own id is the event's key where the flow gives none,
 * and no key is forgotten while a replay could still pass; so event, run and replay protection are one commit.
 */
function incomingOf(
  { id: triggerId, tenantId, flowId, version, settings }: FlowHook,
  { body, dedupeKey }: ReceivedEvent,
  delivery: { readonly id: string; readonly replayableMs: number; readonly index: number } | null,
): IncomingEvent {
  const event = incomingEvent({ tenantId, flowId, version, triggerId, settings }, body, { dedupeKey });
  if (!delivery) return event;
  return {
    ...event,
    dedupeKey: event.dedupeKey ?? `delivery:${delivery.id}#${delivery.index}`,
    dedupeWindowMs: Math.max(event.dedupeWindowMs, delivery.replayableMs),
  };
}

interface Incoming {
  readonly trigger: FlowHook;
  readonly event: ReceivedEvent;
  readonly as: IncomingEvent;
}

async function accept({ trigger, event, as }: Incoming, { intake, answers }: HookPorts): Promise<Acceptance> {
  const acceptance = await intake.accept(as);
  // A run may be waiting for just this event: an approval's verdict, say. Told twice it counts once.
  if (event.correlationKey !== null) {
    const { tenantId, definition } = trigger;
    const { connectionId, trigger: name } = definition;
    const { body, correlationKey: key } = event;
    await answers.answerEvent({ tenantId, connectionId, trigger: name, key, body, at: Date.now() });
  }
  return acceptance;
}

async function replyOf(
  { kind, runId }: Acceptance,
  { replyTimeoutMs }: EventTrigger,
  { replies }: HookPorts,
): Promise<HookAnswer> {
  // The reply of an event that was told before went to whoever told it first.
  if (kind === 'duplicate') return json(200, { runId, duplicate: true });
  const reply = await replies.wait(runId, replyTimeoutMs);
  if (!reply) throw new FailureError({ code: 'hook.no-reply', kind: 'transient', params: { runId } });
  return reply.body === undefined ? { status: reply.status } : json(reply.status, reply.body);
}

/** 202 for what was new; a sender who repeats himself is thanked as well, or he would go on. */
function acknowledgement(accepted: readonly Acceptance[]): HookAnswer {
  const [only] = accepted;
  if (!only) return { status: 204 };
  if (accepted.length > 1) return json(202, { runIds: accepted.map((one) => one.runId) });
  return only.kind === 'duplicate'
    ? json(200, { runId: only.runId, duplicate: true })
    : json(202, { runId: only.runId });
}

const json = (status: number, value: unknown): HookAnswer => ({
  status,
  body: JSON.stringify(value),
  contentType: 'application/json',
});
