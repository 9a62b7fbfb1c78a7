import assert from 'node:assert/strict';
import type { Json, JsonObject } from '@joinery/contracts';
import type { Connector } from '../../define-connector.ts';
import { type Bench, type Check, liveCheck, planned } from '../check.ts';
import { expectNoSecret, expectValid, failureOf, member, outputOf } from '../expectations.ts';

const needs = ['write'] as const;

function effectClass({ manifest }: Connector, bench: Bench): string {
  return manifest.actions[planned(bench, 'write').action]?.effect.class ?? '';
}

function write(bench: Bench, idempotencyKey: string, timeoutMs?: number) {
  const { action, input } = planned(bench, 'write');
  return bench.host.invoke(action, input, { idempotencyKey, ...(timeoutMs !== undefined && { timeoutMs }) });
}

const effects = (bench: Bench): number => planned(bench, 'write').effects(bench.simulator);

/** What is declared of effects is true. */
export const effectChecks: readonly Check[] = [
  liveCheck('effects.write', 'a write has its effect', { needs }, async (bench) => {
    const before = effects(bench);
    outputOf(await write(bench, 'run-1/step'));
    assert.equal(effects(bench) - before, 1);
  }),
  liveCheck('effects.idempotent', 'the same write with the same key has one effect', { needs }, async (bench) => {
    if (effectClass(bench.connector, bench) !== 'idempotent') return;
    const before = effects(bench);
    const first = outputOf(await write(bench, 'run-1/step'));
    const second = outputOf(await write(bench, 'run-1/step'));
    assert.equal(effects(bench) - before, 1, 'it happened twice');
    assert.equal(typeof second, typeof first);
  }),
  liveCheck(
    'effects.after-lost-reply',
    'a write whose answer was lost can be repeated with one effect',
    { needs },
    async (bench) => {
      if (effectClass(bench.connector, bench) !== 'idempotent') return;
      outputOf(await write(bench, 'run-0/warm-up'));
      const before = effects(bench);
      bench.simulator.setFault({ kind: 'lost-reply' });
      await write(bench, 'run-1/step');
      bench.simulator.clearFaults();
      outputOf(await write(bench, 'run-1/step'));
      assert.equal(effects(bench) - before, 1, 'it happened twice');
    },
  ),
  liveCheck(
    'effects.checkable',
    'a write whose answer was lost is found by its look-up, and one that never arrived is not',
    { needs },
    async (bench) => {
      if (effectClass(bench.connector, bench) !== 'checkable') return;
      const { action, input } = planned(bench, 'write');
      const lookUp = () => bench.host.lookUp(action, input, { idempotencyKey: 'run-1/step' });
      assert.equal((await lookUp()).kind, 'absent', 'it was found before it was made');
      outputOf(await write(bench, 'run-0/warm-up'));
      assert.equal((await lookUp()).kind, 'absent', 'another write was taken for it');
      const before = effects(bench);
      bench.simulator.setFault({ kind: 'lost-reply' });
      assert.equal(failureOf(await write(bench, 'run-1/step')).ambiguous, true);
      const found = await lookUp();
      assert.equal(found.kind, 'found', 'it happened and was not found');
      assert.equal(effects(bench) - before, 1);
      const { output } = bench.connector.manifest.actions[action] ?? {};
      expectValid(output, found.kind === 'found' ? found.output : null, `look-up of ${action}`);
    },
  ),
  liveCheck('effects.other-key', 'another key is another effect', { needs }, async (bench) => {
    const before = effects(bench);
    outputOf(await write(bench, 'run-1/step'));
    outputOf(await write(bench, 'run-2/step'));
    assert.equal(effects(bench) - before, 2);
  }),
  liveCheck(
    'effects.ambiguous',
    'a write without an answer in time says that it may have happened',
    { needs },
    async (bench) => {
      outputOf(await write(bench, 'run-0/warm-up'));
      bench.simulator.setFault({ kind: 'slow', delayMs: 3_000, times: 3 });
      const failure = failureOf(await write(bench, 'run-1/step', 300));
      assert.equal(failure.ambiguous, true);
    },
  ),
  liveCheck('effects.output-valid', 'the answer of a write fits the action’s output', { needs }, async (bench) => {
    const { action } = planned(bench, 'write');
    expectValid(
      bench.connector.manifest.actions[action]?.output,
      outputOf(await write(bench, 'run-1/step')),
      `output of ${action}`,
    );
  }),
  liveCheck('effects.read-reads', 'a read changes nothing', { needs: ['read'] }, async (bench) => {
    const state = (): string =>
      JSON.stringify(bench.simulator.collections().map(({ name }) => bench.simulator.records(name)));
    const before = state();
    const { action, input } = planned(bench, 'read');
    outputOf(await bench.host.invoke(action, input));
    assert.equal(state(), before);
  }),
  liveCheck(
    'effects.read-output-valid',
    'the answer of a read fits the action’s output and tells no secret',
    { needs: ['read'] },
    async (bench) => {
      const { action, input } = planned(bench, 'read');
      const output = outputOf(await bench.host.invoke(action, input));
      expectValid(bench.connector.manifest.actions[action]?.output, output, `output of ${action}`);
      expectNoSecret(output, bench.secrets);
    },
  ),
  liveCheck('schema.unknown-fields', 'members nobody declared are kept', { needs: ['unknownField'] }, async (bench) => {
    const { change, call, field } = planned(bench, 'unknownField');
    change(bench.simulator);
    const output = outputOf(await bench.host.invoke(call.action, call.input));
    const value = field.split('.').reduce<Json | undefined>(member, output);
    assert.notEqual(value, undefined, `${field} was dropped`);
  }),
  liveCheck('batch.outcomes', 'in a batch each record has its own outcome', { needs: ['batch'] }, async (bench) => {
    const { object, write: name, records } = planned(bench, 'batch');
    const output = await bench.host.write(object, name, { records: records(5, [1, 3]) }, 'run-1/batch');
    const results = (member(output, 'results') ?? []) as readonly JsonObject[];
    assert.deepEqual(
      results.map(({ index, ok }) => [index, ok]),
      [
        [0, true],
        [1, false],
        [2, true],
        [3, false],
        [4, true],
      ],
    );
    assert.ok(results[1]?.['message'] ?? results[1]?.['code'], 'no reason for the record that failed');
  }),
  liveCheck(
    'batch.parts',
    'a batch larger than the vendor takes is sent in parts, and counted right',
    { needs: ['batch'] },
    async (bench) => {
      const { object, write: name, records, stored } = planned(bench, 'batch');
      const before = stored(bench.simulator);
      const output = await bench.host.write(object, name, { records: records(230, [0, 150, 229]) }, 'run-1/batch');
      const results = (member(output, 'results') ?? []) as readonly JsonObject[];
      assert.equal(results.length, 230);
      assert.deepEqual(
        results.filter(({ ok }) => ok !== true).map(({ index }) => index),
        [0, 150, 229],
      );
      assert.equal(stored(bench.simulator) - before, 227);
    },
  ),
  liveCheck(
    'budget.never-exceeded',
    'many calls at once stay within the declared budget: the vendor never says 429',
    { needs: ['read', 'burst'] },
    async (bench) => {
      const { action, input } = planned(bench, 'read');
      const outcomes = await Promise.all(
        Array.from({ length: planned(bench, 'burst') }, () => bench.host.invoke(action, input)),
      );
      for (const outcome of outcomes) outputOf(outcome);
      assert.equal(bench.simulator.requests().filter(({ status }) => status === 429).length, 0);
    },
  ),
];
