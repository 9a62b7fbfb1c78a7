import type { Failure } from '@joinery/contracts';
import type { ReadAnswer } from '../ports.ts';
import { PassFailed, type PassSession } from './pass-session.ts';

const attempts = 5;
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/**
 * Reads, and waits and reads again while the reason is a passing one.
 * @throws PassFailed when it lasts, or will not pass
 */
export async function readPatiently<T>(session: PassSession, read: () => Promise<ReadAnswer<T>>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    session.throwIfStopped();
    const answer = await read();
    if (answer.kind === 'read') return answer.value;
    if (!isPassing(answer.failure) || attempt === attempts) throw new PassFailed(answer.failure);
    await session.ports.clock.sleep(waitMs(answer.failure, attempt), session.signal);
  }
}

export function isPassing({ kind }: Failure): boolean {
  return kind === 'transient' || kind === 'rate-limited';
}

function waitMs({ retryAfterMs }: Failure, attempt: number): number {
  return Math.min(Math.max(retryAfterMs ?? 0, firstWaitMs * 2 ** (attempt - 1)), longestWaitMs);
}
