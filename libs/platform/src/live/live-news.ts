import type { FaultPoint, Replies } from '@joinery/engine';
import type { Logger } from '@joinery/observability';
import { LiveChannel, type Database, type PayloadCodec, type RunNews } from '@joinery/persistence';
import type { RunQueue } from '@joinery/queue';
import type { ReplyDesk } from './reply-desk.ts';
import type { RunFeed } from './run-feed.ts';

export interface LiveNewsOptions {
  readonly database: Database;
  readonly codec: PayloadCodec;
  readonly queue: RunQueue;
  readonly feed: RunFeed;
  readonly desk: ReplyDesk;
  readonly logger: Logger;
  /** There is no other process to tell. */
  readonly alone: boolean;
  readonly reach?: ((point: FaultPoint) => void) | undefined;
}

/** What the stores and the engine tell after their commits, and who hears it: here, and in the other processes. */
export interface LiveNews {
  readonly news: RunNews;
  readonly replies: Replies;
  close(): Promise<void>;
}

export async function openLiveNews(options: LiveNewsOptions): Promise<LiveNews> {
  const { database, codec, queue, feed, desk, logger } = options;
  const failed = (error: unknown): void => logger.warn({ error }, 'news of runs did not reach other processes');
  const channel = options.alone
    ? undefined
    : await LiveChannel.open({
        database,
        codec,
        changed: (changes) => feed.changed(changes),
        replied: (runId, reply) => desk.deliver(runId, reply),
        failed,
      });
  return {
    news: {
      runnable: (ids) => {
        if (ids.length === 0) return;
        options.reach?.('before-relay');
        // A run that is not published now is found by the relay; that costs seconds, never the run.
        queue.publish(ids).catch((error: unknown) => logger.warn({ error }, 'runs could not be published'));
      },
      changed: (changes) => {
        feed.changed(changes);
        channel?.changed(changes);
      },
    },
    replies: {
      deliver: ({ tenantId, runId }, reply) => {
        desk.deliver(runId, reply);
        channel?.reply(tenantId, runId, reply).catch(failed);
      },
    },
    close: async () => channel?.close(),
  };
}
