import type { Effect, Failure, RetryPolicy } from '@joinery/contracts';

export type RetryDecision =
  | { readonly kind: 'again'; readonly afterMs: number }
  | { readonly kind: 'give-up' }
  /** The effect may have happened and must not happen twice: a person decides. */
  | { readonly kind: 'hold' };

export const defaultRetry: RetryPolicy = { attempts: 5, backoffMs: 1000, factor: 2, maxBackoffMs: 300_000 };

/**
 * What follows a failed attempt.
 * @param attempt number of the attempt that failed, from 1
 * @param random in [0, 1), spreads the backoff over its upper half
 */
export function retryDecision(input: {
  readonly failure: Failure;
  readonly effect: Effect;
  readonly onAmbiguous: 'retry' | 'hold';
  readonly policy: RetryPolicy;
  readonly attempt: number;
  readonly random: number;
}): RetryDecision {
  const { failure, effect, onAmbiguous, policy, attempt } = input;
  if (failure.ambiguous === true && effect === 'unsafe' && onAmbiguous === 'hold') return { kind: 'hold' };
  if (!isRepeatable(failure)) return { kind: 'give-up' };
  if (attempt >= policy.attempts)
    return failure.ambiguous === true && effect === 'unsafe' ? { kind: 'hold' } : { kind: 'give-up' };
  return { kind: 'again', afterMs: Math.max(backoffMs(policy, attempt, input.random), failure.retryAfterMs ?? 0) };
}

function isRepeatable(failure: Failure): boolean {
  return failure.kind === 'transient' || failure.kind === 'rate-limited';
}

function backoffMs(policy: RetryPolicy, attempt: number, random: number): number {
  const full = Math.min(policy.backoffMs * policy.factor ** (attempt - 1), policy.maxBackoffMs);
  return Math.round(full * (0.5 + random / 2));
}
