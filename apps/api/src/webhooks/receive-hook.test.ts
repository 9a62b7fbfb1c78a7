import type { FlowId, Json, RunId, SyncId, TenantId, TriggerId } from '@joinery/contracts';
import { FailureError } from '@joinery/contracts';
import type { Acceptance, IncomingEvent } from '@joinery/engine';
import { createMetrics } from '@joinery/observability';
import { ReplyDesk } from '@joinery/platform';
import { describe, expect, it } from 'vitest';
import type { FlowHook, Reception, SyncHook } from '../ports/hooks.ts';
import { receiveHook, type HookPorts } from './receive-hook.ts';

const runId = '0190a000-0000-7000-8000-00000000000a' as RunId;
const request = { method: 'POST', url: '/hooks/p', headers: {}, body: Buffer.from('{}') };

const trigger: FlowHook = {
  id: 't' as TriggerId,
  tenantId: 'tenant' as TenantId,
  flowId: 'flow' as FlowId,
  version: 3,
  state: 'active',
  hookPath: 'p',
  definition: {
    kind: 'event',
    connector: { name: 'webhook', version: '1.0.0' },
    connectionId: null,
    trigger: 'event-received',
    settings: {},
    respond: 'accepted',
    replyTimeoutMs: 50,
  },
  settings: { dedupeWindowMs: 1_000, timeoutMs: 9_000, logLevel: 'all', alertOnFailure: true, sensitive: [] },
};

const eventOf = (body: Json, more: { dedupeKey?: string; correlationKey?: string } = {}) => ({
  body,
  dedupeKey: more.dedupeKey ?? null,
  correlationKey: more.correlationKey ?? null,
});

function setUp(
  options: {
    trigger?: FlowHook | SyncHook;
    reception?: () => Promise<Reception>;
    acceptance?: Acceptance;
    busy?: number;
  } = {},
) {
  const taken: IncomingEvent[] = [];
  const answered: string[] = [];
  const asked: string[] = [];
  const told: string[] = [];
  const replies = new ReplyDesk();
  const ports: HookPorts = {
    hookTriggers: {
      ofConnection: async () => [],
      byHookPath: async (path) => {
        asked.push(path);
        return path === 'p' ? (options.trigger ?? trigger) : undefined;
      },
    },
    hookReceiver: {
      receive:
        options.reception ??
        (async (called) => ({
          kind: 'events',
          delivery: null,
          shares: [{ trigger: called, events: [eventOf({ n: 1 }, { dedupeKey: 'own' })] }],
        })),
    },
    intake: {
      accept: async (event) => {
        taken.push(event);
        return options.acceptance ?? { kind: 'accepted', runId, eventId: 'e' as never };
      },
    },
    answers: {
      answer: async () => 'early',
      answerEvent: async ({ trigger: name, key }) => {
        answered.push(`${name} ${JSON.stringify(key)}`);
        return 'answered';
      },
      answerAt: async () => 'unknown',
    },
    syncChanges: {
      tell: async ({ syncId }, changes) => {
        told.push(...changes.map(({ side, recordId, deleted }) => `${syncId} ${side} ${recordId} ${deleted}`));
      },
    },
    replies,
    pressure: { retryAfterSeconds: () => options.busy },
    metrics: createMetrics({ ofProcess: false }),
  };
  return { taken, answered, asked, told, replies, hook: (path = 'p') => receiveHook(path, request, ports) };
}

const ofSync: SyncHook = {
  id: 's' as TriggerId,
  tenantId: 'tenant' as TenantId,
  state: 'active',
  hookPath: 'p',
  definition: { connector: { name: 'webhook', version: '1.0.0' }, connectionId: 'c', trigger: 'changed', settings: {} },
  sync: { id: 'sync' as SyncId, side: 'b', recordId: 'customer.id', deleted: 'gone' },
};

describe('a hook', () => {
  it('tells a sync which records an event is about, and starts no run', async () => {
    const { hook, taken, told } = setUp({
      trigger: ofSync,
      reception: async () => ({
        kind: 'events',
        delivery: null,
        shares: [
          { trigger: ofSync, events: [eventOf({ customer: { id: 7 } }), eventOf({ customer: { id: 8 }, gone: true })] },
        ],
      }),
    });
    expect(await hook()).toMatchObject({ status: 202, body: JSON.stringify({ told: 2 }) });
    expect({ taken, told }).toEqual({ taken: [], told: ['sync b 7 false', 'sync b 8 true'] });
  });

  it('makes an event into a run of the trigger’s version and answers 202 with its id', async () => {
    const { hook, taken } = setUp();
    expect(await hook()).toMatchObject({ status: 202, body: JSON.stringify({ runId }) });
    expect(taken).toEqual([
      expect.objectContaining({
        tenantId: 'tenant',
        flowId: 'flow',
        version: 3,
        body: { n: 1 },
        dedupeKey: 'own',
        orderingKey: null,
        timeoutMs: 9_000,
        mode: 'live',
      }),
    ]);
  });

  it('takes its keys from the flow’s settings where they name them', async () => {
    const { hook, taken } = setUp({
      trigger: {
        ...trigger,
        settings: { ...trigger.settings, dedupeKey: '"k" & trigger.n', orderingKey: 'trigger.missing' },
      },
    });
    await hook();
    expect([taken[0]?.dedupeKey, taken[0]?.orderingKey]).toEqual(['k1', null]);
  });

  it('keys an event by its delivery where nothing else does, for as long as a replay could pass', async () => {
    const { hook, taken } = setUp({
      reception: async () => ({
        kind: 'events',
        delivery: { id: 'd1', replayableMs: 600_000 },
        shares: [{ trigger, events: [eventOf(1), eventOf(2, { dedupeKey: 'own' })] }],
      }),
    });
    await hook();
    expect(taken.map((event) => [event.dedupeKey, event.dedupeWindowMs])).toEqual([
      ['delivery:d1#0', 600_000],
      ['own', 600_000],
    ]);
  });

  it('accepts nothing while the house is full', async () => {
    const { hook, taken, asked } = setUp({ busy: 7 });
    await expect(hook()).rejects.toMatchObject({ failure: { code: 'server.busy', params: { retryAfterSeconds: 7 } } });
    expect([taken, asked]).toEqual([[], []]);
  });

  it('does not tell an unknown path from a paused flow', async () => {
    const paused = setUp({ trigger: { ...trigger, state: 'paused' } });
    await expect(paused.hook()).rejects.toMatchObject({ failure: { code: 'hook.unknown' } });
    await expect(paused.hook('other')).rejects.toMatchObject({ failure: { code: 'hook.unknown' } });
  });

  it('accepts nothing whose proof does not hold', async () => {
    const { hook, taken } = setUp({
      reception: () => Promise.reject(new FailureError({ code: 'hook.signature', kind: 'auth' })),
    });
    await expect(hook()).rejects.toMatchObject({ failure: { code: 'hook.signature' } });
    expect(taken).toEqual([]);
  });

  it('answers a vendor’s question without making a run', async () => {
    const { hook, taken } = setUp({
      reception: async () => ({ kind: 'answer', answer: { status: 200, body: 'challenge' } }),
    });
    expect(await hook()).toEqual({ status: 200, body: 'challenge' });
    expect(taken).toEqual([]);
  });

  it('answers a repetition with the run it made the first time', async () => {
    const { hook } = setUp({ acceptance: { kind: 'duplicate', runId } });
    expect(await hook()).toMatchObject({ status: 200, body: JSON.stringify({ runId, duplicate: true }) });
  });

  it('answers in the vendor’s own words where it insists on them', async () => {
    const { hook } = setUp({
      reception: async () => ({
        kind: 'events',
        delivery: null,
        shares: [{ trigger, events: [eventOf(1)] }],
        acknowledge: { status: 200, body: 'success' },
      }),
    });
    expect(await hook()).toEqual({ status: 200, body: 'success' });
  });

  it('wakes a run that waits for just this event', async () => {
    const { hook, answered } = setUp({
      reception: async () => ({
        kind: 'events',
        delivery: null,
        shares: [{ trigger, events: [eventOf(1, { correlationKey: 'A-7' })] }],
      }),
    });
    await hook();
    expect(answered).toEqual(['event-received "A-7"']);
  });

  it('hands the run’s reply to a caller who waits for it', async () => {
    const { hook, replies } = setUp({
      trigger: { ...trigger, definition: { ...trigger.definition, respond: 'reply' } },
    });
    const answer = hook();
    replies.deliver(runId, { status: 201, body: { ticket: 7 } });
    expect(await answer).toMatchObject({ status: 201, body: '{"ticket":7}' });
  });

  it('says so when no reply came in time', async () => {
    const { hook } = setUp({ trigger: { ...trigger, definition: { ...trigger.definition, respond: 'reply' } } });
    await expect(hook()).rejects.toMatchObject({ failure: { code: 'hook.no-reply' } });
  });
});
