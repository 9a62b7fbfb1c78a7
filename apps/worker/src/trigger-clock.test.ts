import {
  FlowSettingsSchema,
  TriggerSchema,
  type FlowId,
  type Json,
  type TenantId,
  type TriggerId,
} from '@joinery/contracts';
import { describe, expect, it, vi } from 'vitest';
import type { DueTrigger, Looked, VendorTriggers } from './ports.ts';
import { TriggerClock } from './trigger-clock.ts';

const now = Date.parse('2026-03-02T01:00:00Z');

function due(definition: Record<string, unknown>, more: Partial<DueTrigger> = {}): DueTrigger {
  return {
    tenantId: 't' as TenantId,
    flowId: 'f' as FlowId,
    version: 1,
    triggerId: 'g' as TriggerId,
    epoch: 3,
    dueAt: now,
    cursor: null,
    definition: TriggerSchema.parse(definition),
    settings: FlowSettingsSchema.parse({}),
    hookPath: 'hook',
    registration: null,
    ...more,
  };
}

const polling = {
  kind: 'event',
  connector: { name: 'core', version: '1.0.0' },
  connectionId: '01990000-0000-7000-8000-000000000001',
  trigger: 'ticket-changed',
  pollEveryMs: 30_000,
};

async function oneTurn(
  trigger: DueTrigger,
  poll?: VendorTriggers['poll'],
  keepRegistered?: VendorTriggers['keepRegistered'],
) {
  const ticks: number[] = [];
  const polled: { cursor: Json; bodies: readonly Json[] }[] = [];
  const answers: string[] = [];
  const put: Looked[] = [];
  let given = false;
  const clock = new TriggerClock({
    triggers: {
      take: () => Promise.resolve(given ? [] : ((given = true), [trigger])),
      putOff: (_, next) => Promise.resolve(void put.push(next)),
      alertSilent: () => Promise.resolve(0),
    },
    vendors: {
      delivery: () => (poll ? 'polling' : 'webhook'),
      poll: poll ?? (() => Promise.reject(new Error('nothing to poll'))),
      keepRegistered: keepRegistered ?? (() => Promise.reject(new Error('nothing to register'))),
    },
    intake: {
      acceptTick: ({ tickAt }) => Promise.resolve((ticks.push(tickAt), undefined)),
      acceptPolled: ({ cursor, events }) =>
        Promise.resolve(
          (polled.push({ cursor, bodies: events.map((one) => one.body) }), { kind: 'accepted', acceptances: [] }),
        ),
    },
    answers: {
      answerEvent: ({ connectionId, trigger: name, key }) =>
        Promise.resolve(answers.push(`${connectionId}|${name}|${JSON.stringify(key)}`)),
    },
    now: () => now,
    periodMs: 10,
    failed: (error) => {
      throw error;
    },
  }).start();
  await vi.waitFor(() => expect(put).toHaveLength(1));
  await clock.stop();
  return { ticks, polled, answers, put: put[0]! };
}

describe('the clock of triggers', () => {
  it('strikes a schedule once and puts it off to its next moment', async () => {
    const { ticks, put } = await oneTurn(due({ kind: 'schedule', cron: '0 9 * * *', zone: 'Asia/Shanghai' }));
    expect(ticks).toEqual([now]);
    expect(put).toEqual({ dueAt: now + 24 * 3600 * 1000, failure: null });
  });

  it('polls page after page, each with the cursor before it, and hands events to who waits for them', async () => {
    const pages = [
      { events: [{ body: { id: 1 }, dedupeKey: '1', correlationKey: 'a1' }], cursor: 'p1', more: true },
      { events: [{ body: { id: 2 }, dedupeKey: '2', correlationKey: null }], cursor: 'p2', more: false },
    ];
    const asked: Json[] = [];
    const { polled, answers, put } = await oneTurn(due(polling), (_, cursor) =>
      Promise.resolve((asked.push(cursor), { kind: 'polled', ...pages.shift()! })),
    );
    expect(asked).toEqual([null, 'p1']);
    expect(polled).toEqual([
      { cursor: 'p1', bodies: [{ id: 1 }] },
      { cursor: 'p2', bodies: [{ id: 2 }] },
    ]);
    expect(answers).toEqual([`${polling.connectionId}|ticket-changed|"a1"`]);
    expect(put).toEqual({ dueAt: now + 30_000, failure: null });
  });

  it('shows a failed look beside the trigger, leaves the cursor and looks again later', async () => {
    const failure = { code: 'connector.unreachable', kind: 'transient' } as const;
    const { polled, put } = await oneTurn(due(polling), () => Promise.resolve({ kind: 'failed', failure }));
    expect(polled).toEqual([]);
    expect(put).toEqual({ dueAt: now + 30_000, failure });
  });

  it('holds the cursor back where an event’s key cannot be computed', async () => {
    const trigger = due(polling, { settings: FlowSettingsSchema.parse({ dedupeKey: 'trigger.id + "x"' }) });
    const { polled, put } = await oneTurn(trigger, () =>
      Promise.resolve({
        kind: 'polled',
        events: [{ body: { id: 1 }, dedupeKey: null, correlationKey: null }],
        cursor: 'p1',
        more: false,
      }),
    );
    expect(polled).toEqual([]);
    expect(put.failure).toMatchObject({ code: 'expression.failed' });
  });

  it('keeps a webhook registered and remembers what the vendor gave', async () => {
    const asked: unknown[] = [];
    const { put } = await oneTurn(due(polling, { registration: 'old' }), undefined, (_, registration, hookPath) =>
      Promise.resolve((asked.push([registration, hookPath]), { kind: 'registered', registration: 'new' })),
    );
    expect(asked).toEqual([['old', 'hook']]);
    expect(put).toEqual({ dueAt: now + 5 * 60_000, failure: null, registration: 'new' });
  });

  it('shows what keeps a webhook from being registered, and tries again sooner', async () => {
    const failure = { code: 'connector.auth', kind: 'auth' } as const;
    const { put } = await oneTurn(due(polling), undefined, () => Promise.resolve({ kind: 'failed', failure }));
    expect(put).toEqual({ dueAt: now + 60_000, failure });
  });
});
