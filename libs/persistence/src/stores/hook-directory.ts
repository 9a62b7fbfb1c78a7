import type { EventTrigger, FlowId, FlowSettings, TenantId, TriggerId } from '@joinery/contracts';
import type { PublishedTrigger, TriggerStore } from './trigger.store.ts';

/** A published trigger that listens at an address. */
export interface HookTrigger {
  readonly id: TriggerId;
  readonly tenantId: TenantId;
  readonly flowId: FlowId;
  readonly version: number;
  readonly state: 'active' | 'paused';
  readonly hookPath: string;
  readonly definition: EventTrigger;
  readonly settings: FlowSettings;
}

interface Known {
  readonly trigger: HookTrigger | undefined;
  readonly until: number;
}

export interface HookDirectoryOptions {
  readonly triggers: Pick<TriggerStore, 'atHook'>;
  /** Epoch ms. */
  readonly now: () => number;
  /** How old what it knows may be. */
  readonly forMs: number;
}

/** Addresses remembered at most, found or not: more are asked for again. */
const mostKnown = 10_000;

/**
 * Finds the trigger behind an address without asking the database for every event. What it knows is at most `forMs`
 * old, so that is how long a publication takes to be seen by events that come in.
 */
export class HookDirectory {
  readonly #options: HookDirectoryOptions;
  readonly #known = new Map<string, Known>();
  readonly #asked = new Map<string, Promise<HookTrigger | undefined>>();

  constructor(options: HookDirectoryOptions) {
    this.#options = options;
  }

  byHookPath(hookPath: string): Promise<HookTrigger | undefined> {
    const known = this.#known.get(hookPath);
    if (known && known.until > this.#options.now()) return Promise.resolve(known.trigger);
    const asked = this.#asked.get(hookPath);
    if (asked) return asked;
    const asking = this.#ask(hookPath).finally(() => this.#asked.delete(hookPath));
    this.#asked.set(hookPath, asking);
    return asking;
  }

  async #ask(hookPath: string): Promise<HookTrigger | undefined> {
    const { triggers, now, forMs } = this.#options;
    const found = await triggers.atHook(hookPath);
    const trigger = found && hookTrigger(found);
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(hookPath, { trigger, until: now() + forMs });
    return trigger;
  }
}

/** Only events come by an address; other kinds have one too, in case they become events. */
function hookTrigger({ triggerId, definition, ...trigger }: PublishedTrigger): HookTrigger | undefined {
  return definition.kind === 'event' ? { id: triggerId, definition, ...trigger } : undefined;
}
