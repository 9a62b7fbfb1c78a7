import type { RunId } from '@joinery/contracts';
import type { EnginePorts, Suspect } from '@joinery/engine';
import { describe, expect, it } from 'vitest';
import { Suspects } from './suspects.ts';

/** An engine whose claims are answered by the test, and whose clock it strikes. */
function scripted() {
  const asked: Suspect[] = [];
  const answers: (() => void)[] = [];
  const timers: (() => void)[] = [];
  const engine = {
    runs: {
      claimSuspect: (suspect: Suspect) => {
        asked.push(suspect);
        return new Promise((resolve) => answers.push(() => resolve({ kind: 'not-now' })));
      },
    },
    clock: {
      after: (_ms: number, call: () => void) => {
        timers.push(call);
        return () => undefined;
      },
    },
  } as unknown as EnginePorts;
  const suspects = new Suspects({
    engine,
    drain: new AbortController().signal,
    onError: (error) => {
      throw error;
    },
  });
  return { suspects, asked: () => asked.map(({ runId }) => runId), answers, timers };
}

const suspect = (runId: string, crashes: number): Suspect => ({ runId: runId as RunId, epoch: 1, crashes });
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('suspects of a crash', () => {
  it('are taken one after the other, those near the fewest crashes first', async () => {
    const { suspects, asked, answers } = scripted();
    suspects.add(suspect('a', 3));
    suspects.add(suspect('b', 2));
    suspects.add(suspect('c', 1));
    expect(asked()).toEqual(['a']);
    answers[0]!();
    await settled();
    expect(asked()).toEqual(['a', 'c']);
    answers[1]!();
    await settled();
    expect(asked()).toEqual(['a', 'c', 'b']);
  });

  it('are each taken once, however often they are found', async () => {
    const { suspects, asked, answers } = scripted();
    suspects.add(suspect('a', 1));
    suspects.add(suspect('b', 1));
    suspects.add(suspect('b', 1));
    answers[0]!();
    await settled();
    answers[1]!();
    await settled();
    expect(asked()).toEqual(['a', 'b']);
    suspects.add(suspect('b', 2));
    expect(asked()).toEqual(['a', 'b', 'b']);
  });

  it('keep nobody waiting for longer than their time', async () => {
    const { suspects, asked, timers } = scripted();
    suspects.add(suspect('long', 1));
    suspects.add(suspect('next', 1));
    expect(asked()).toEqual(['long']);
    timers[0]!();
    await settled();
    expect(asked()).toEqual(['long', 'next']);
  });

  it('stop when those under way have ended, the long one too', async () => {
    const { suspects, asked, answers, timers } = scripted();
    suspects.add(suspect('long', 1));
    suspects.add(suspect('next', 1));
    suspects.add(suspect('never', 1));
    timers[0]!();
    await settled();
    let hasStopped = false;
    const stopping = suspects.stop().then(() => (hasStopped = true));
    answers[1]!();
    await settled();
    expect(hasStopped).toBe(false);
    answers[0]!();
    await stopping;
    expect(asked()).toEqual(['long', 'next']);
  });
});
