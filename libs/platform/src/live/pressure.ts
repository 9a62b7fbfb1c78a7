/** How full the house is; told before anything is accepted. */
export interface Pressure {
  /** Seconds after which the sender may come again, or undefined when there is room. */
  retryAfterSeconds(): number | undefined;
}

export interface PressureOptions {
  /** Runs that are queued and not yet taken; rejects when the database is away. */
  readonly countBacklog: () => Promise<number>;
  /** Events of this process that wait for their commit. */
  readonly pendingCommits: () => number;
  readonly mostBacklog: number;
  readonly mostPendingCommits: number;
  readonly everyMs: number;
  readonly onBacklog?: (runs: number) => void;
}

const whenAwaySeconds = 5;
const whenFullSeconds = 10;

/** Looks at the backlog now and then, so that the hot path reads two numbers and waits for nothing. */
export class SampledPressure implements Pressure {
  readonly #options: PressureOptions;
  #backlog = 0;
  #away = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PressureOptions) {
    this.#options = options;
  }

  start(): this {
    this.#timer ??= setInterval(() => void this.sample(), this.#options.everyMs).unref();
    return this;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async sample(): Promise<void> {
    try {
      this.#backlog = await this.#options.countBacklog();
      this.#away = false;
      this.#options.onBacklog?.(this.#backlog);
    } catch {
      this.#away = true;
    }
  }

  retryAfterSeconds(): number | undefined {
    if (this.#away) return whenAwaySeconds;
    const full =
      this.#backlog >= this.#options.mostBacklog || this.#options.pendingCommits() >= this.#options.mostPendingCommits;
    return full ? whenFullSeconds : undefined;
  }
}
