import type { FlowId, Json, RunId, RunState, TenantId } from '@joinery/contracts';
import type { Database } from '../database/database.ts';
import { openJson, sealJson, type PayloadCodec } from '../payload-codec.ts';
import { Broadcast } from './broadcast.ts';
import type { RunChange } from './run-news.ts';

export interface Reply {
  readonly status: number;
  readonly body: Json | undefined;
}

export interface LiveChannelOptions {
  readonly database: Database;
  readonly codec: PayloadCodec;
  /** Runs that other processes changed. */
  readonly changed: (changes: readonly RunChange[]) => void;
  /** A reply that another process's run gave; the caller may be waiting here. */
  readonly replied: (runId: RunId, reply: Reply) => void;
  readonly failed: (error: unknown) => void;
}

type Message =
  | readonly ['run', TenantId, RunId, FlowId | null, RunState | null]
  /** Part `at` of `of` of a sealed reply, in base64. */
  | readonly ['reply', TenantId, RunId, at: number, of: number, part: string];

const partLength = 6_000;
/** Parts of replies that never became whole. */
const mostOpen = 1_000;

/**
 * News of runs between processes: what to show live, and replies for callers who wait at another process. Replies are
 * sealed like everything else that is a tenant's data.
 */
export class LiveChannel {
  readonly #options: LiveChannelOptions;
  readonly #open = new Map<RunId, (string | undefined)[]>();
  #broadcast!: Broadcast;

  private constructor(options: LiveChannelOptions) {
    this.#options = options;
  }

  static async open(options: LiveChannelOptions): Promise<LiveChannel> {
    const channel = new LiveChannel(options);
    channel.#broadcast = await Broadcast.open({
      database: options.database,
      heard: (message) => void channel.#hear(JSON.parse(message) as Message).catch(options.failed),
      failed: options.failed,
    });
    return channel;
  }

  /** Tells the others; several changes of one run in a moment are one message. */
  changed(changes: readonly RunChange[]): void {
    const last = new Map(changes.map((change) => [change.runId, change]));
    for (const { tenantId, runId, flowId, state } of last.values())
      this.#send(['run', tenantId, runId, flowId ?? null, state ?? null]);
  }

  async reply(tenantId: TenantId, runId: RunId, { status, body }: Reply): Promise<void> {
    await this.#options.codec.ready(tenantId);
    const told = body === undefined ? { status } : { status, body };
    const sealed = Buffer.from(sealJson(this.#options.codec, tenantId, told, `reply|${runId}`)).toString('base64');
    const count = Math.max(1, Math.ceil(sealed.length / partLength));
    for (let at = 0; at < count; at += 1)
      this.#send(['reply', tenantId, runId, at, count, sealed.slice(at * partLength, (at + 1) * partLength)]);
  }

  close(): Promise<void> {
    return this.#broadcast.close();
  }

  #send(message: Message): void {
    this.#broadcast.send(JSON.stringify(message));
  }

  async #hear(message: Message): Promise<void> {
    if (message[0] === 'run') {
      const [, tenantId, runId, flowId, state] = message;
      return this.#options.changed([{ tenantId, runId, ...(flowId ? { flowId } : {}), ...(state ? { state } : {}) }]);
    }
    const [, tenantId, runId, at, of, part] = message;
    const sealed = this.#whole(runId, at, of, part);
    if (sealed === undefined) return;
    await this.#options.codec.ready(tenantId);
    const bytes = Buffer.from(sealed, 'base64');
    const reply = openJson<{ status: number; body?: Json }>(this.#options.codec, tenantId, bytes, `reply|${runId}`);
    this.#options.replied(runId, { status: reply.status, body: reply.body });
  }

  #whole(runId: RunId, at: number, of: number, part: string): string | undefined {
    const parts = this.#open.get(runId) ?? Array.from({ length: of }, () => undefined);
    parts[at] = part;
    if (parts.every((one) => one !== undefined)) {
      this.#open.delete(runId);
      return parts.join('');
    }
    if (this.#open.size >= mostOpen) this.#open.delete(this.#open.keys().next().value!);
    this.#open.set(runId, parts);
    return undefined;
  }
}
