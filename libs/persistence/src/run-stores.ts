import type { Database } from './database/database.ts';
import type { PayloadCodec } from './payload-codec.ts';
import { Afterwork } from './stores/afterwork.ts';
import { AnswerStore } from './stores/answer.store.ts';
import { BornRuns } from './stores/born-runs.ts';
import { FlowVersionStore } from './stores/flow-version.store.ts';
import { HookDirectory } from './stores/hook-directory.ts';
import { IntakeStore } from './stores/intake.store.ts';
import { JournalStore } from './stores/journal.store.ts';
import { RelayStore } from './stores/relay.store.ts';
import { RunCommandStore } from './stores/run-command.store.ts';
import type { RunNews } from './stores/run-news.ts';
import { RunStore } from './stores/run.store.ts';
import { SweeperStore } from './stores/sweeper.store.ts';
import { TallyStore } from './stores/tally.store.ts';
import { TriggerStore } from './stores/trigger.store.ts';

export interface RunStoresOptions {
  readonly database: Database;
  readonly codec: PayloadCodec;
  readonly news: RunNews;
  /** How long a worker holds a run without renewing. */
  readonly leaseMs?: number;
  /**
   * Runs at most that are claimed as they are accepted: for a process whose own workers take from its own queue, as
   * many as these take at once. 0 where workers are elsewhere.
   */
  readonly bornClaimed?: number;
  /** How old what ingress knows of triggers may be. */
  readonly hooksForMs?: number;
  /** Where failures of what runs in the background are reported. */
  readonly failed?: (error: unknown) => void;
}

/** The stores a run passes through, wired to each other. */
export interface RunStores {
  readonly intake: IntakeStore;
  readonly runs: RunStore;
  readonly journal: JournalStore;
  readonly flows: FlowVersionStore;
  readonly answers: AnswerStore;
  readonly commands: RunCommandStore;
  readonly triggers: TriggerStore;
  readonly hooks: HookDirectory;
  readonly relay: RelayStore;
  readonly sweeper: SweeperStore;
  /** Waits for the writes that are under way, gives back what nobody has begun, and adds up what is left. */
  close(): Promise<void>;
}

export function runStores(options: RunStoresOptions): RunStores {
  const { database, codec, leaseMs = 30_000, bornClaimed = 0, hooksForMs = 1_000, failed = () => undefined } = options;
  const now = Date.now;
  const tally = new TallyStore({ database, now, everyMs: 2_000, failed });
  const news = tallied(options.news, tally);
  const afterwork = new Afterwork({ database, news });
  const born = new BornRuns({ most: bornClaimed, now });
  const intake = new IntakeStore({ database, codec, news, leaseMs, born });
  const journal = new JournalStore({ database, codec, news, afterwork, now });
  const triggers = new TriggerStore({ database });
  return {
    intake,
    journal,
    triggers,
    runs: new RunStore({ database, codec, news, afterwork, leaseMs, born }),
    flows: new FlowVersionStore({ database }),
    answers: new AnswerStore({ database, codec, news }),
    commands: new RunCommandStore({ database, codec, news, afterwork }),
    hooks: new HookDirectory({ triggers, now, forMs: hooksForMs }),
    relay: new RelayStore({ database }),
    sweeper: new SweeperStore({ database, news }),
    close: async () => {
      await intake.drained();
      await Promise.all(born.takeAll().map((run) => journal.release(run.lease)));
      await journal.drained();
      await tally.close();
    },
  };
}

/** News are also summed up for the overview. */
function tallied(news: RunNews, tally: TallyStore): RunNews {
  return {
    runnable: (ids) => news.runnable(ids),
    changed: (changes) => {
      for (const change of changes) tally.note(change);
      news.changed(changes);
    },
  };
}
