import type { FlowDocument } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  call,
  done,
  failed,
  flowOf,
  map,
  ScriptedActions,
  TestEngine,
  type ScriptedAction,
} from '../testing/index.ts';
import { faultPoints } from '../ports.ts';

const send: ScriptedAction = { effect: 'idempotent', run: () => done({ sent: true }) };

function engine(actions: Readonly<Record<string, ScriptedAction>> = { send }) {
  const scripted = new ScriptedActions(actions);
  return { scripted, engine: new TestEngine(scripted) };
}

const output = (expression: string) => ({
  id: 'finish',
  kind: 'end',
  result: 'succeeded',
  output: { kind: 'expression', expression },
});

describe('a run', () => {
  it('maps, calls and ends with its output', async () => {
    const { engine: test, scripted } = engine();
    const flow = flowOf({
      steps: [map('shape', '{"name": trigger.name & "!"}'), call('send', 'send', 'steps.shape'), output('steps')],
    });
    expect(await test.run(flow, { name: 'Ada' })).toMatchObject({
      state: 'succeeded',
      output: { shape: { name: 'Ada!' }, send: { sent: true } },
    });
    expect(scripted.calls).toMatchObject([{ input: { name: 'Ada!' } }]);
  });

  it('takes the first case that holds, and only that path', async () => {
    const { engine: test, scripted } = engine();
    const check = {
      id: 'check',
      kind: 'branch',
      cases: [
        { port: 'case_high', label: '', when: 'trigger.n > 10' },
        { port: 'case_mid', label: '', when: 'trigger.n > 5' },
      ],
    };
    const flow = flowOf({
      steps: [check, call('high', 'send', '"high"'), call('mid', 'send', '"mid"'), call('low', 'send', '"low"')],
      edges: ['trigger -> check', 'check.case_high -> high', 'check.case_mid -> mid', 'check.else -> low'],
    });
    for (const n of [11, 6, 1]) await test.run(flow, { n });
    expect(scripted.calls.map((one) => one.input)).toEqual(['high', 'mid', 'low']);
  });

  it('ends a path at a filter that does not hold, and still succeeds', async () => {
    const { engine: test, scripted } = engine();
    const flow = flowOf({ steps: [{ id: 'only', kind: 'filter', when: 'trigger.vip' }, call('send', 'send')] });
    const { id, state } = await test.run(flow, { vip: false });
    expect(state).toBe('succeeded');
    expect(scripted.calls).toEqual([]);
    expect(test.runs.journalOf(id)).toMatchObject([{ kind: 'result', path: 'only', state: 'filtered' }]);
  });

  it('fails where nobody handles a failure, and names it', async () => {
    const { engine: test } = engine({
      send: { effect: 'idempotent', run: () => failed({ code: 'connector.invalid', kind: 'invalid' }) },
    });
    expect(await test.run(flowOf({ steps: [call('send', 'send')] }))).toMatchObject({
      state: 'failed',
      code: 'connector.invalid',
    });
  });

  it('goes on at the error port, where the failure can be read', async () => {
    const { engine: test } = engine({
      send: {
        effect: 'idempotent',
        run: () => failed({ code: 'connector.invalid', kind: 'invalid', vendor: { code: '4711' } }),
      },
    });
    const flow = flowOf({
      steps: [call('send', 'send'), output('errors.send.vendor.code')],
      edges: ['trigger -> send', 'send.error -> finish'],
    });
    expect(await test.run(flow)).toMatchObject({ state: 'succeeded', output: '4711' });
  });

  it('repeats a transient failure as its policy says, with one key', async () => {
    const { engine: test, scripted } = engine({
      send: { effect: 'idempotent', run: (_, n) => (n < 4 ? failed() : done('ok')) },
    });
    expect(await test.run(flowOf({ steps: [call('send', 'send'), output('steps.send')] }))).toMatchObject({
      state: 'succeeded',
      output: 'ok',
    });
    expect([...scripted.effectsOf('send').values()]).toEqual([4]);
  });

  it('gives up when its attempts are spent, and can be resumed from there', async () => {
    let broken = true;
    const { engine: test } = engine({
      first: send,
      send: { effect: 'idempotent', run: () => (broken ? failed() : done('ok')) },
    });
    const flow = flowOf({
      steps: [
        call('first', 'first'),
        call('send', 'send', '{}', { retry: { attempts: 2, backoffMs: 10 } }),
        output('steps.send'),
      ],
    });
    const { id, state } = await test.run(flow);
    expect(state).toBe('failed');
    broken = false;
    test.runs.resume(id);
    await test.settleWithTime();
    expect(test.runs.endOf(id)).toMatchObject({ state: 'succeeded', output: 'ok' });
    expect(test.runs.journalOf(id).filter((entry) => entry.kind === 'attempt' && entry.path === 'first')).toHaveLength(
      1,
    );
  });

  it('honours how long the other side asks to wait', async () => {
    const { engine: test } = engine({
      send: {
        effect: 'idempotent',
        run: (_, n) => (n === 1 ? failed({ kind: 'rate-limited', retryAfterMs: 60_000 }) : done()),
      },
    });
    const before = test.now;
    await test.run(flowOf({ steps: [call('send', 'send')] }));
    expect(test.now - before).toBeGreaterThanOrEqual(60_000);
  });

  const pay = () => ({ pay: { effect: 'unsafe', run: () => failed({ ambiguous: true }) } }) as const;
  const paying = flowOf({
    steps: [call('pay', 'pay'), output('steps.pay')],
    settings: { timeoutMs: 365 * 24 * 3600 * 1000 },
  });

  it('holds an unsafe action whose outcome is not known, until a person says what was', async () => {
    const { engine: test, scripted } = engine(pay());
    const id = test.runs.start(test.publish(paying), {});
    await test.settle();
    expect(test.runs.stateOf(id)).toBe('waiting');
    expect(scripted.calls).toHaveLength(1);
    test.runs.resolveHeld(id, 'pay', { kind: 'resolved', as: 'accept', output: 'paid' });
    await test.settle();
    expect(test.runs.endOf(id)).toMatchObject({ state: 'succeeded', output: 'paid' });
    expect(scripted.calls).toHaveLength(1);
  });

  it('fails an unsafe action whose outcome nobody came to tell', async () => {
    const { engine: test, scripted } = engine(pay());
    expect(await test.run(paying)).toMatchObject({ state: 'failed', code: 'step.outcome-unknown' });
    expect(scripted.calls).toHaveLength(1);
  });

  it('waits for a callback without holding a worker, and takes an answer that came early', async () => {
    const flow = flowOf({
      steps: [{ id: 'verdict', kind: 'wait', for: { kind: 'callback', deadlineMs: 1000 } }, output('steps.verdict.ok')],
    });
    const { engine: late } = engine();
    const waiting = late.runs.start(late.publish(flow), {});
    await late.settle();
    expect(late.runs.stateOf(waiting)).toBe('waiting');
    late.runs.answer(`${waiting}~verdict`, { kind: 'answered', body: { ok: 'yes' }, at: 0 });
    late.runs.answer(`${waiting}~verdict`, { kind: 'answered', body: { ok: 'no' }, at: 1 });
    await late.settle();
    expect(late.runs.endOf(waiting)).toMatchObject({ state: 'succeeded', output: 'yes' });

    const { engine: early } = engine();
    const id = early.runs.start(early.publish(flow), {});
    early.runs.answer(`${id}~verdict`, { kind: 'answered', body: { ok: 'early' }, at: 0 });
    await early.settle();
    expect(early.runs.endOf(id)).toMatchObject({ state: 'succeeded', output: 'early' });
  });

  it('fails at the error port when nobody answers before the deadline', async () => {
    const { engine: test } = engine();
    const flow = flowOf({
      steps: [
        { id: 'verdict', kind: 'wait', for: { kind: 'callback', deadlineMs: 1000 } },
        output('errors.verdict.code'),
      ],
      edges: ['trigger -> verdict', 'verdict.error -> finish'],
    });
    expect(await test.run(flow)).toMatchObject({ state: 'succeeded', output: 'step.wait-expired' });
  });

  it('is over at its time limit, even while it waits', async () => {
    const { engine: test } = engine();
    const flow = flowOf({
      steps: [{ id: 'pause', kind: 'wait', for: { kind: 'delay', delayMs: 10_000_000 } }],
      settings: { timeoutMs: 60_000 },
    });
    expect(await test.run(flow)).toMatchObject({ state: 'failed', code: 'run.timeout' });
  });

  it('is cancelled while it waits', async () => {
    const { engine: test } = engine();
    const id = test.runs.start(
      test.publish(flowOf({ steps: [{ id: 'pause', kind: 'wait', for: { kind: 'delay', delayMs: 10_000 } }] })),
      {},
    );
    await test.settle();
    test.runs.requestCancel(id);
    await test.settle();
    expect(test.runs.stateOf(id)).toBe('cancelled');
  });

  it('replies to its caller once', async () => {
    const { engine: test } = engine();
    await test.run(
      flowOf({
        steps: [
          { id: 'answer', kind: 'reply', status: 201, body: { kind: 'expression', expression: '{"id": trigger.id}' } },
        ],
      }),
      { id: 7 },
    );
    expect(test.replies).toMatchObject([{ status: 201, body: { id: 7 } }]);
  });

  it('calls another flow as a step and goes on with its output', async () => {
    const { engine: test } = engine();
    test.publish(
      flowOf({ steps: [output('{"twice": trigger.n * 2}')], trigger: { kind: 'flow' } }),
      '0199aaaa-0000-7000-8000-000000000009',
    );
    const flow = flowOf({
      steps: [
        {
          id: 'child',
          kind: 'flow',
          flowId: '0199aaaa-0000-7000-8000-000000000009',
          input: { kind: 'expression', expression: '{"n": 21}' },
        },
        output('steps.child.twice'),
      ],
    });
    expect(await test.run(flow)).toMatchObject({ state: 'succeeded', output: 42 });
  });

  it('skips unsafe actions in a test and goes on with their sample', async () => {
    const { engine: test, scripted } = engine({ send: { effect: 'unsafe', run: () => done('real') } });
    const id = test.runs.start(
      test.publish(flowOf({ steps: [call('send', 'send'), output('steps.send')] })),
      {},
      { mode: 'test' },
    );
    await test.settle();
    expect(test.runs.endOf(id)).toMatchObject({ state: 'succeeded', output: { sample: true } });
    expect(scripted.calls).toEqual([]);
  });

  it('names the place of an expression that fails', async () => {
    const { engine: test } = engine();
    const { id, code } = await test.run(flowOf({ steps: [map('shape', 'trigger.n + "x"')] }), { n: 1 });
    expect(code).toBe('expression.failed');
    expect(test.runs.endOf(id)?.failure?.place).toBe('shape.mapping');
  });
});

describe('a loop', () => {
  const each = (more: Record<string, unknown>, steps = [call('send', 'send', 'item')]) => ({
    id: 'rows',
    kind: 'each',
    items: { from: 'expression', expression: 'trigger.rows' },
    body: bodyOf(steps),
    ...more,
  });

  it('runs its body for every item and collects in the order of the items', async () => {
    const { engine: test } = engine({
      send: { effect: 'idempotent', run: (one) => done({ got: one.input as never }) },
    });
    const flow = flowOf({ steps: [each({ concurrency: 4, collect: 'steps.send.got * 10' }), output('steps.rows')] });
    const rows = Array.from({ length: 25 }, (_, at) => at);
    expect((await test.run(flow, { rows })).output).toEqual({
      count: 25,
      failed: 0,
      failures: [],
      results: rows.map((n) => n * 10),
    });
  });

  it('stops at the first failure, or collects failures and goes on', async () => {
    const picky: ScriptedAction = {
      effect: 'idempotent',
      run: (one) => (one.input === 2 ? failed({ kind: 'invalid', code: 'connector.invalid' }) : done()),
    };
    const stop = engine({ send: picky });
    expect(await stop.engine.run(flowOf({ steps: [each({})] }), { rows: [1, 2, 3] })).toMatchObject({
      state: 'failed',
      code: 'connector.invalid',
    });
    expect(stop.scripted.calls.map((one) => one.input)).toEqual([1, 2]);
    const collect = engine({ send: picky });
    const { output: value } = await collect.engine.run(
      flowOf({ steps: [each({ onError: 'collect' }), output('steps.rows')] }),
      { rows: [1, 2, 3] },
    );
    expect(value).toMatchObject({ count: 3, failed: 1, failures: [{ index: 1, code: 'connector.invalid' }] });
  });

  it('hands its body batches', async () => {
    const { engine: test, scripted } = engine();
    await test.run(flowOf({ steps: [each({ batchSize: 2 })] }), { rows: [1, 2, 3, 4, 5] });
    expect(scripted.calls.map((one) => one.input)).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('goes through pages, asking for the next one only when it is needed', async () => {
    const { engine: test, scripted } = engine({
      send,
      list: { effect: 'read', run: () => done(), pages: [[1, 2], [3], [], [4]] },
    });
    const items = {
      from: 'pages',
      connector: { name: 'scripted', version: '1.0.0' },
      connectionId: null,
      action: 'list',
      input: { kind: 'expression', expression: '{}' },
    };
    expect(await test.run(flowOf({ steps: [each({ items }), output('steps.rows.count')] }))).toMatchObject({
      output: 4,
    });
    expect(scripted.calls.map((one) => one.input)).toEqual([1, 2, 3, 4]);
  });

  it('waits inside its body, as many items at a time as it runs', async () => {
    const { engine: test } = engine();
    const flow = flowOf({
      steps: [
        each({ concurrency: 2 }, [
          { id: 'verdict', kind: 'wait', for: { kind: 'callback', deadlineMs: 100_000 } },
          call('send', 'send'),
        ]),
        output('steps.rows.count'),
      ],
    });
    const id = test.runs.start(test.publish(flow), { rows: [1, 2, 3] });
    for (const index of [1, 0, 2]) {
      await test.settle();
      expect(test.runs.stateOf(id)).toBe('waiting');
      test.runs.answer(`${id}~rows[${index}].verdict`, { kind: 'answered', body: {}, at: 0 });
    }
    await test.settle();
    expect(test.runs.endOf(id)).toMatchObject({ state: 'succeeded', output: 3 });
  });
});

describe('a worker that is killed', () => {
  const chain = (): FlowDocument =>
    flowOf({
      steps: [
        map('shape', 'trigger'),
        call('one', 'send', 'steps.shape'),
        call('left', 'send'),
        call('right', 'send'),
        {
          id: 'rows',
          kind: 'each',
          items: { from: 'expression', expression: '[1..5]' },
          concurrency: 2,
          collect: 'item',
          body: bodyOf([call('each_send', 'send', 'item')]),
        },
        output('steps.rows.results'),
      ],
      edges: [
        'trigger -> shape',
        'shape -> one',
        'one -> left',
        'one -> right',
        'left -> rows',
        'right -> rows',
        'rows -> finish',
      ],
    });

  for (const point of faultPoints) {
    for (let after = 0; after < 9; after++) {
      it(`at ${point} for the ${after + 1}. time loses no effect and repeats none that was committed`, async () => {
        const { engine: test, scripted } = engine();
        const id = test.runs.start(test.publish(chain()), { n: 1 });
        test.killAt(point, after);
        await test.settleWithTime();
        expect(test.runs.endOf(id)).toMatchObject({ state: 'succeeded', output: [1, 2, 3, 4, 5] });
        const times = [...scripted.effectsOf('send').values()];
        expect(times).toHaveLength(8);
        // Only attempts in flight at the kill are repeated: at most two lanes or branches.
        expect(times.filter((n) => n > 1).length).toBeLessThanOrEqual(2);
      });
    }
  }

  it('looks before it repeats a checkable effect', async () => {
    const { engine: test, scripted } = engine({ send: { effect: 'checkable', run: () => done('made') } });
    const id = test.runs.start(test.publish(flowOf({ steps: [call('send', 'send'), output('steps.send')] })), {});
    test.killAt('after-effect');
    await test.settleWithTime();
    expect(test.runs.endOf(id)).toMatchObject({ state: 'succeeded', output: 'made' });
    expect(scripted.calls).toHaveLength(1);
  });

  it('never repeats an unsafe effect on its own', async () => {
    for (const point of ['after-journal', 'after-effect'] as const) {
      const { engine: test, scripted } = engine({ send: { effect: 'unsafe', run: () => done('made') } });
      const id = test.runs.start(test.publish(flowOf({ steps: [call('send', 'send')] })), {});
      test.killAt(point);
      await test.settle();
      expect(test.runs.stateOf(id)).toBe('waiting');
      expect(scripted.calls.length).toBe(point === 'after-effect' ? 1 : 0);
    }
  });
});
