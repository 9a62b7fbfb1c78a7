import type { RunStep } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { stepRuns } from './step-runs.ts';

function aStep(stepId: string, state: RunStep['state'], rest: Partial<RunStep> = {}): RunStep {
  return {
    path: stepId,
    stepId,
    state,
    attempts: 1,
    effect: null,
    port: 'out',
    failure: null,
    startedAt: '2026-03-02T10:00:00.000Z',
    endedAt: '2026-03-02T10:00:00.250Z',
    loop: null,
    ...rest,
  };
}

describe('a run on the canvas', () => {
  it('shows how long each step took', () => {
    expect(stepRuns([aStep('send', 'succeeded')]).get('send')).toEqual({
      state: 'succeeded',
      durationMs: 250,
      port: 'out',
      attempts: 1,
    });
  });

  it('shows the worst of a loop’s iterations', () => {
    const steps = [
      aStep('send', 'succeeded', { path: 'rows[0].send' }),
      aStep('send', 'failed', { path: 'rows[1].send' }),
      aStep('send', 'running', { path: 'rows[2].send' }),
    ];
    expect(stepRuns(steps).get('send')?.state).toBe('failed');
  });

  it('leaves out the time of what has not ended', () => {
    expect(stepRuns([aStep('send', 'running', { endedAt: null })]).get('send')?.durationMs).toBeUndefined();
  });
});
