/** One part of a process that has work to finish before the process may end. */
export interface Drainable {
  readonly name: string;
  drain(): Promise<void>;
}

export interface DrainOptions {
  readonly parts: readonly Drainable[];
  readonly withinMs: number;
  readonly onLate: (name: string) => void;
}

/**
 * Stops the parts one after the other, in the order given: first what lets work in, last what the others need. A part
 * that takes longer than what is left is named and left behind; what it held, another process takes up by its lease.
 */
export async function drain({ parts, withinMs, onLate }: DrainOptions): Promise<void> {
  const until = performance.now() + withinMs;
  for (const part of parts) {
    const left = Math.max(0, until - performance.now());
    const outcome = await Promise.race([part.drain().then(() => 'done' as const), late(left)]);
    if (outcome === 'late') onLate(part.name);
  }
}

const late = (afterMs: number) =>
  new Promise<'late'>((resolve) => {
    setTimeout(resolve, afterMs, 'late').unref();
  });

/** Runs `stop` once, at the first SIGTERM or SIGINT; a second signal ends the process at once. */
export function onStopSignal(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      void stop(signal).then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
