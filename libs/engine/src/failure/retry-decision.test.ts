import type { Effect, Failure } from '@joinery/contracts';
import { failureKinds } from '@joinery/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDecision } from './retry-decision.ts';

const policy = { attempts: 3, backoffMs: 1000, factor: 2, maxBackoffMs: 60_000 };
const decide = (failure: Partial<Failure>, more: Partial<Parameters<typeof retryDecision>[0]> = {}) =>
  retryDecision({
    failure: { code: 'connector.transient', kind: 'transient', ...failure },
    effect: 'idempotent',
    onAmbiguous: 'hold',
    policy,
    attempt: 1,
    random: 0.5,
    ...more,
  });

describe('after a failed attempt', () => {
  it.each(failureKinds)('a %s failure is repeated only if it may pass by itself', (kind) => {
    expect(decide({ kind }).kind).toBe(kind === 'transient' || kind === 'rate-limited' ? 'again' : 'give-up');
  });

  it('the last attempt gives up', () => {
    expect(decide({}, { attempt: 3 }).kind).toBe('give-up');
  });

  it('an unsafe effect that may have happened is held, unless its step says to repeat it', () => {
    const unsafe = { effect: 'unsafe' as Effect };
    expect(decide({ ambiguous: true }, unsafe).kind).toBe('hold');
    expect(decide({ ambiguous: true }, { ...unsafe, onAmbiguous: 'retry' }).kind).toBe('again');
    expect(decide({ ambiguous: false }, unsafe).kind).toBe('again');
  });

  it('the pause grows, is spread, never exceeds its limit and never falls short of what the other side asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 19 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.nat(200_000),
        (attempt, random, retryAfterMs) => {
          const decision = decide({ retryAfterMs }, { attempt, random, policy: { ...policy, attempts: 20 } });
          if (decision.kind !== 'again') throw new Error('expected another attempt');
          const full = Math.min(1000 * 2 ** (attempt - 1), 60_000);
          expect(decision.afterMs).toBeGreaterThanOrEqual(Math.max(full / 2 - 1, retryAfterMs));
          expect(decision.afterMs).toBeLessThanOrEqual(Math.max(full, retryAfterMs));
        },
      ),
    );
  });
});
