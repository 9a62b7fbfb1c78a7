import { expect, it } from 'vitest';
import { foldJournal, scopeOf, type JournalEntry } from './fold-journal.ts';

const attempt = (path: string, n: number): JournalEntry => ({
  kind: 'attempt',
  path,
  n,
  key: `k-${path}`,
  effect: 'idempotent',
  requestHash: '',
  input: {},
  at: 0,
});
const result = (path: string, more: Partial<Extract<JournalEntry, { kind: 'result' }>> = {}): JournalEntry => ({
  kind: 'result',
  path,
  n: 1,
  state: 'succeeded',
  startedAt: 0,
  endedAt: 0,
  ...more,
});
const one = (journal: readonly JournalEntry[], scope = '', from = 0) => foldJournal(journal, scope, from);

it('tells a loop from its iteration', () => {
  expect(scopeOf('send')).toEqual({ scope: '', iteration: 0 });
  expect(scopeOf('rows[12].send')).toEqual({ scope: 'rows', iteration: 12 });
  expect(scopeOf('rows[12].lines[3].send')).toEqual({ scope: 'rows[12].lines', iteration: 3 });
});

it('takes an attempt without a result for one in flight', () => {
  expect(one([attempt('send', 2)])).toEqual([
    { path: 'send', attempts: 2, state: { kind: 'in-flight', key: 'k-send' } },
  ]);
});

it('keeps the output of what was done', () => {
  expect(one([attempt('send', 1), result('send', { output: 7, port: 'out' })])).toEqual([
    { path: 'send', attempts: 1, state: { kind: 'done', output: 7, port: 'out' } },
  ]);
});

it('counts attempts through failures and pauses', () => {
  const failure = { code: 'connector.transient', kind: 'transient' } as const;
  const wait = { path: 'send', reason: 'retry', wakeAt: 9 } as const;
  const journal = [
    attempt('send', 1),
    result('send', { state: 'failed', failure, final: false }),
    { kind: 'wait', path: 'send', wait } as const,
  ];
  expect(one(journal)).toEqual([{ path: 'send', attempts: 1, state: { kind: 'waiting', wait } }]);
});

it('gives the first answer to a wait, whatever comes after it', () => {
  const wait = { path: 'verdict', reason: 'callback', wakeAt: 9, address: 'a' } as const;
  const answer = (body: string) =>
    ({ kind: 'answer', path: 'verdict', answer: { kind: 'answered', body, at: 0 } }) as const;
  const folded = one([{ kind: 'wait', path: 'verdict', wait }, answer('yes'), answer('no')]);
  expect(folded).toMatchObject([{ state: { kind: 'waiting', answer: { body: 'yes' } } }]);
});

it('adds up the results of a loop over its progress entries', () => {
  const progress = (done: number, results: readonly number[]): JournalEntry => ({
    kind: 'progress',
    path: 'rows',
    progress: { done, failed: 0, page: null, pageStart: 0, results },
  });
  expect(one([progress(2, [1, 2]), progress(3, [3])])).toMatchObject([
    { state: { kind: 'looping', progress: { done: 3, results: [1, 2, 3] } } },
  ]);
});

it('reads one scope from one iteration on', () => {
  const journal = [result('rows[0].send'), result('rows[5].send'), result('send'), result('rows[5].lines[0].x')];
  expect(one(journal, 'rows', 3).map((each) => each.path)).toEqual(['rows[5].send']);
});
