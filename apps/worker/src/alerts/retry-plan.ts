import type { Failure } from '@joinery/contracts';

/** Over about an hour and a half; what then still fails needs a person, and is shown on the channel. */
export const mostTries = 10;

const firstMs = 15_000;
const longestMs = 30 * 60_000;

/** Doubles from a quarter of a minute to half an hour, with up to a tenth on top; never sooner than was asked for. */
export function retryMs({
  tries,
  failure,
  random,
}: {
  /** That went wrong so far, this one counted. */
  readonly tries: number;
  readonly failure: Pick<Failure, 'retryAfterMs'>;
  readonly random: number;
}): number {
  const backoffMs = Math.min(firstMs * 2 ** (tries - 1), longestMs) * (1 + random / 10);
  return Math.max(backoffMs, Math.min(failure.retryAfterMs ?? 0, longestMs));
}
