import type { RunId, TenantId } from '@joinery/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { drain } from '../drain.ts';
import { HealthChecks } from '../health/health-checks.ts';
import { SampledPressure } from './pressure.ts';
import { ReplyDesk } from './reply-desk.ts';
import { RunFeed } from './run-feed.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const run = '0190a000-0000-7000-8000-00000000000a' as RunId;
const one = '0190a000-0000-7000-8000-000000000001' as TenantId;
const other = '0190a000-0000-7000-8000-000000000002' as TenantId;

describe('the reply desk', () => {
  it('hands a reply to the caller who waits for it', async () => {
    const desk = new ReplyDesk();
    const reply = desk.wait(run, 1_000);
    desk.deliver(run, { status: 201, body: { ok: true } });
    expect(await reply).toEqual({ status: 201, body: { ok: true } });
  });

  it('keeps a reply that was faster than its caller', async () => {
    const desk = new ReplyDesk();
    desk.deliver(run, { status: 200, body: 1 });
    expect(await desk.wait(run, 1_000)).toEqual({ status: 200, body: 1 });
  });

  it('lets the caller go when nothing came in time', async () => {
    const reply = new ReplyDesk().wait(run, 1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await reply).toBeUndefined();
  });
});

describe('the feed of runs', () => {
  it('tells a tenant of its own runs only, until it stops listening', () => {
    const feed = new RunFeed();
    const seen: string[] = [];
    const stop = feed.subscribe(one, (change) => seen.push(change.runId));
    feed.changed([
      { tenantId: one, runId: run },
      { tenantId: other, runId: run },
    ]);
    stop();
    feed.changed([{ tenantId: one, runId: run }]);
    expect(seen).toEqual([run]);
  });
});

describe('back-pressure', () => {
  const options = { mostBacklog: 10, mostPendingCommits: 5, everyMs: 100 };

  it('asks senders to come again when the backlog or the commits are past their mark, or the database is away', async () => {
    let backlog: () => Promise<number> = async () => 0;
    let pending = 0;
    const pressure = new SampledPressure({ ...options, countBacklog: () => backlog(), pendingCommits: () => pending });
    const asked = async () => {
      await pressure.sample();
      return pressure.retryAfterSeconds() !== undefined;
    };
    expect(await asked()).toBe(false);
    backlog = async () => 10;
    expect(await asked()).toBe(true);
    backlog = async () => 0;
    pending = 5;
    expect(await asked()).toBe(true);
    pending = 0;
    backlog = () => Promise.reject(new Error('away'));
    expect(await asked()).toBe(true);
    backlog = async () => 0;
    expect(await asked()).toBe(false);
  });
});

describe('health', () => {
  it('is ready when every check passes, and names the one that does not', async () => {
    const broken = new HealthChecks('1', [
      { name: 'database', run: async () => undefined },
      { name: 'queue', run: () => Promise.reject(new Error('redis://user:pw@host')) },
    ]);
    const health = await broken.ready();
    expect([health.state, health.checks.map((check) => check.ok)]).toEqual(['not-ready', [true, false]]);
    expect(JSON.stringify(health)).not.toContain('pw');
  });

  it('does not wait for a check for ever', async () => {
    const health = new HealthChecks('1', [{ name: 'database', run: () => new Promise(() => undefined) }]).ready();
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await health).state).toBe('not-ready');
  });

  it('says that it is leaving while everything still works', async () => {
    const checks = new HealthChecks('1', []);
    checks.drain();
    expect((await checks.ready()).state).toBe('draining');
  });
});

describe('draining', () => {
  it('stops the parts in their order and leaves behind what takes too long', async () => {
    const stopped: string[] = [];
    const late: string[] = [];
    const done = drain({
      withinMs: 1_000,
      onLate: (name) => late.push(name),
      parts: [
        { name: 'intake', drain: async () => void stopped.push('intake') },
        { name: 'worker', drain: () => new Promise(() => undefined) },
        { name: 'database', drain: async () => void stopped.push('database') },
      ],
    });
    await vi.advanceTimersByTimeAsync(1_000);
    await done;
    expect([stopped, late]).toEqual([['intake', 'database'], ['worker']]);
  });
});
