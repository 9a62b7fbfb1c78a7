/** Does something again and again, one at a time, until it is stopped; a failure is told and the next turn comes anyway. */
export class Every {
  readonly #periodMs: number;
  readonly #work: () => Promise<'again' | 'rest'>;
  readonly #failed: (error: unknown) => void;
  readonly #over = new AbortController();
  #turn: Promise<void> = Promise.resolve();

  constructor(options: {
    readonly periodMs: number;
    /** `again` asks for another turn at once: there is more to do. */
    readonly work: () => Promise<'again' | 'rest'>;
    readonly failed: (error: unknown) => void;
  }) {
    this.#periodMs = options.periodMs;
    this.#work = options.work;
    this.#failed = options.failed;
  }

  start(): this {
    this.#turn = this.#loop();
    return this;
  }

  /** Resolves when the turn that is under way has ended. */
  async stop(): Promise<void> {
    this.#over.abort();
    await this.#turn;
  }

  async #loop(): Promise<void> {
    while (!this.#over.signal.aborted) {
      const next = await this.#work().catch((error: unknown) => {
        this.#failed(error);
        return 'rest' as const;
      });
      if (next === 'rest') await this.#pause();
    }
  }

  #pause(): Promise<void> {
    const { signal } = this.#over;
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(end, this.#periodMs);
      signal.addEventListener('abort', end, { once: true });
      function end(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      }
    });
  }
}
