import type { FlowDocument, FlowId, Json, RunId, TenantId } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  call,
  done,
  failed,
  fakeHash,
  flowOf,
  map,
  ScriptedActions,
  TestEngine,
  type ScriptedAction,
} from '../testing/index.ts';
import { compareRuns, type RunComparison } from './compare-runs.ts';
import { FlowReplay } from './flow-replay.ts';
import { recordedSteps, type RecordedRun } from './recorded-run.ts';

const actions = {
  send: { effect: 'unsafe', run: () => done({ sent: true }) },
  look: { effect: 'read', run: ({ input }) => done({ found: input ?? null }) },
  preview: { effect: 'idempotent', safeToTest: true, run: () => done({ preview: true }) },
  refused: { effect: 'unsafe', run: () => failed({ code: 'connector.permanent', kind: 'permanent' }) },
} satisfies Record<string, ScriptedAction>;

interface Played {
  readonly comparison: RunComparison;
  /** Calls the replay made to the other side, by action. */
  readonly calls: readonly string[];
}

async function record(document: FlowDocument, event: Json): Promise<RecordedRun> {
  const engine = new TestEngine(new ScriptedActions(actions));
  const { id } = await engine.run(document, event);
  const end = engine.runs.endOf(id)!;
  return {
    id,
    tenantId: '00000000-0000-7000-8000-000000000001' as TenantId,
    flow: { id: 'flow' as FlowId, name: 'flow', version: 1 },
    document,
    event,
    startedAt: Date.UTC(2026, 0, 1),
    depth: 0,
    steps: recordedSteps(engine.runs.journalOf(id), new Map()),
    end,
  };
}

function replayOf(document: FlowDocument, mostCalls = 10) {
  const scripted = new ScriptedActions(actions);
  const tokens = {
    token: ({ runId }: { runId: RunId }, path: string) => `${runId}~${path}`,
    url: (token: string) => `https://joinery.test/callbacks/${token}`,
  };
  return { scripted, replay: new FlowReplay(document, { actions: scripted, tokens, sha256: fakeHash, mostCalls }) };
}

async function play(before: FlowDocument, after: FlowDocument, event: Json): Promise<Played> {
  const recorded = await record(before, event);
  const { scripted, replay } = replayOf(after);
  const replayed = await replay.play(recorded, new AbortController().signal);
  return {
    comparison: compareRuns(recorded, replayed, after),
    calls: scripted.calls.map((one) => one.action),
  };
}

const check = (limit: number) => ({
  id: 'check',
  kind: 'branch',
  cases: [{ port: 'case_high', label: '', when: `trigger.n > ${limit}` }],
});
const branching = (limit: number) =>
  flowOf({
    steps: [check(limit), call('high', 'send', '{"n": trigger.n}'), call('low', 'send', '"low"')],
    edges: ['trigger -> check', 'check.case_high -> high', 'check.else -> low'],
  });
const loop = (input: string) =>
  flowOf({
    steps: [
      {
        id: 'rows',
        kind: 'each',
        items: { from: 'expression', expression: 'trigger.rows' },
        concurrency: 2,
        collect: 'steps.one',
        body: bodyOf([map('one', input), call('send', 'send', 'steps.one')]),
      },
    ],
  });
const random = flowOf({ steps: [call('send', 'send', '{"at": $now(), "dice": $random(), "run": run.id}')] });
const waits = flowOf({
  steps: [
    { id: 'pause', kind: 'wait', for: { kind: 'delay', delayMs: 60_000 } },
    call('send', 'send', '{"at": steps.pause.at}'),
  ],
});
const handled = flowOf({
  steps: [call('try', 'refused'), call('tell', 'send', 'errors.try.code')],
  edges: ['trigger -> try', 'try.error -> tell'],
});

describe('a run that is played again', () => {
  it.each([
    ['a branch', branching(5), { n: 7 }],
    ['a loop', loop('item'), { rows: [1, 2, 3] }],
    ['the time, chance and the run’s own id', random, {}],
    ['a wait', waits, {}],
    ['a failure that was handled', handled, {}],
    ['a failure that ended it', flowOf({ steps: [call('try', 'refused')] }), {}],
  ] as const)('on the document it ran on is the same, calling nobody: %s', async (_, document, event) => {
    const { comparison, calls } = await play(document, document, event);
    expect(comparison).toEqual({ verdict: 'same', steps: [], end: [] });
    expect(calls).toEqual([]);
  });

  it('shows the input that a changed mapping gives, and has no effect', async () => {
    const before = flowOf({ steps: [call('send', 'send', '{"n": trigger.n}')] });
    const after = flowOf({ steps: [call('send', 'send', '{"n": trigger.n + 1}')] });
    const { comparison, calls } = await play(before, after, { n: 1 });
    expect(comparison.verdict).toBe('changed');
    expect(comparison.steps).toMatchObject([
      {
        path: 'send',
        aspects: ['input'],
        before: { input: { n: 1 } },
        after: { input: { n: 2 }, output: { sample: true }, answeredBy: 'sample' },
      },
    ]);
    expect(calls).toEqual([]);
  });

  it('takes another branch where the draft’s condition says so', async () => {
    const { comparison } = await play(branching(5), branching(9), { n: 7 });
    expect(comparison.steps.map(({ path, aspects }) => [path, ...aspects])).toEqual([
      ['check', 'port'],
      ['low', 'added'],
      ['high', 'left-out'],
    ]);
    expect((await play(branching(5), branching(9), { n: 12 })).comparison.verdict).toBe('same');
  });

  it('fails where a new mapping cannot take the event', async () => {
    const before = flowOf({ steps: [map('shape', 'trigger.n')] });
    const after = flowOf({ steps: [map('shape', '$number(trigger.n)')] });
    const { comparison } = await play(before, after, { n: 'x' });
    expect(comparison).toMatchObject({ verdict: 'fails', end: ['state', 'failure'] });
    expect(comparison.steps[0]).toMatchObject({
      aspects: ['state', 'failure', 'output'],
      after: { failure: { code: 'expression.failed' } },
    });
  });

  it('asks the other side only what reads or is safe', async () => {
    const before = flowOf({ steps: [map('start', '1')] });
    const after = flowOf({ steps: [map('start', '1'), call('l', 'look'), call('p', 'preview'), call('s', 'send')] });
    expect((await play(before, after, {})).calls).toEqual(['look', 'preview']);
  });

  it('takes an action for another one when its connection or its kind was changed', async () => {
    const before = flowOf({ steps: [call('one', 'send', '1')] });
    const after = flowOf({ steps: [call('one', 'look', '1')] });
    expect((await play(before, after, {})).calls).toEqual(['look']);
  });

  it('is compared as far as it was kept', async () => {
    const quiet = (input: string) =>
      flowOf({ steps: [map('shape', '1'), call('send', 'send', input)], settings: { logLevel: 'none' } });
    expect((await play(quiet('1'), quiet('1'), {})).comparison.verdict).toBe('same');
    const { comparison } = await play(quiet('1'), quiet('2'), {});
    expect(comparison.steps.map(({ path, aspects }) => [path, ...aspects])).toEqual([['send', 'input']]);
  });

  it('stays waiting where nobody ever answered', async () => {
    const before = flowOf({ steps: [map('shape', '1')] });
    const asking = { id: 'ask', kind: 'wait', for: { kind: 'approval', question: '"ok?"', deadlineMs: 1000 } };
    const { comparison } = await play(before, flowOf({ steps: [map('shape', '1'), asking] }), {});
    expect(comparison).toMatchObject({ verdict: 'changed', end: ['state'] });
    expect(comparison.steps).toMatchObject([{ path: 'ask', aspects: ['added'], after: { state: 'waiting' } }]);
  });

  it('stops before it asks too much, when its time is up, and at pages', async () => {
    const recorded = await record(flowOf({ steps: [map('shape', '1')] }), {});
    const signal = new AbortController().signal;
    const reads = flowOf({ steps: [call('a', 'look'), call('b', 'look')] });
    const { replay, scripted } = replayOf(reads, 1);
    await expect(replay.play(recorded, signal)).rejects.toMatchObject({ reason: 'too-many-calls' });
    expect(scripted.calls).toHaveLength(1);
    await expect(replayOf(reads).replay.play(recorded, AbortSignal.abort())).rejects.toMatchObject({
      reason: 'out-of-time',
    });
    const paged = flowOf({
      steps: [
        {
          id: 'rows',
          kind: 'each',
          items: {
            from: 'pages',
            connector: { name: 'scripted', version: '1.0.0' },
            connectionId: null,
            action: 'look',
            input: { kind: 'expression', expression: '{}' },
          },
          body: bodyOf([map('one', 'item')]),
        },
      ],
    });
    await expect(replayOf(paged).replay.play(recorded, signal)).rejects.toMatchObject({ reason: 'pages' });
  });
});
