import type { KeptResource } from '@joinery/connector-sdk';
import type { Session } from '../connection/session.ts';

interface Kept {
  readonly opened: Promise<unknown>;
  readonly close: (resource: never) => Promise<void>;
  usedAt: number;
}

/** What drivers keep between calls, by session: gone with it, or when nobody used it for a while. */
export class Resources {
  readonly #kept = new Map<Session, Map<string, Kept>>();
  readonly #idleMs: number;
  readonly #timer: NodeJS.Timeout;

  constructor(idleMs = 300_000) {
    this.#idleMs = idleMs;
    this.#timer = setInterval(() => this.#closeIdle(), Math.max(1_000, idleMs / 5));
    this.#timer.unref();
  }

  async keep<T>(session: Session, { name, open, close }: KeptResource<T>): Promise<T> {
    const ofSession = this.#kept.get(session) ?? new Map<string, Kept>();
    this.#kept.set(session, ofSession);
    const kept = ofSession.get(name) ?? { opened: open(), close, usedAt: 0 };
    kept.usedAt = performance.now();
    ofSession.set(name, kept);
    try {
      return (await kept.opened) as T;
    } catch (error) {
      if (ofSession.get(name) === kept) ofSession.delete(name);
      throw error;
    }
  }

  async end(session: Session): Promise<void> {
    const ofSession = this.#kept.get(session);
    this.#kept.delete(session);
    await Promise.all([...(ofSession?.values() ?? [])].map(closeQuietly));
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([...this.#kept.keys()].map((session) => this.end(session)));
  }

  #closeIdle(): void {
    const limit = performance.now() - this.#idleMs;
    for (const [session, ofSession] of this.#kept) {
      for (const [name, kept] of ofSession) {
        if (kept.usedAt > limit) continue;
        ofSession.delete(name);
        void closeQuietly(kept);
      }
      if (ofSession.size === 0) this.#kept.delete(session);
    }
  }
}

/** It may never have opened, or be broken already: either way it is gone. */
async function closeQuietly({ opened, close }: Kept): Promise<void> {
  try {
    await close((await opened) as never);
  } catch {
    return;
  }
}
