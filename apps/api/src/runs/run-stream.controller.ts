import { PassThrough, type Readable } from 'node:stream';
import { runRoutes, type RunNews } from '@joinery/contracts';
import type { RunFeed } from '@joinery/platform';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../http/call.ts';
import { Handles } from '../http/handles.decorator.ts';
import { runFeedToken } from '../ports/tokens.ts';

const heartbeatMs = 15_000;
/** Then the browser connects again, and is asked again who it is. */
const longestMs = 10 * 60_000;
/** A reader who is so far behind is let go; it reads the list anew when it comes back. */
const mostBehindBytes = 256 * 1024;

@Controller('api/v1')
export class RunStreamController {
  constructor(@Inject(runFeedToken) private readonly feed: RunFeed) {}

  @Handles(runRoutes.streamRuns)
  async stream({ caller, query, reply }: Call<typeof runRoutes.streamRuns>): Promise<Readable> {
    void reply.header('content-type', 'text/event-stream').header('x-accel-buffering', 'no');
    const stream = new PassThrough();
    const write = (text: string) => {
      stream.write(text);
      if (stream.writableLength > mostBehindBytes) stream.destroy();
    };
    const unsubscribe = this.feed.subscribe(caller.tenant.id, ({ runId, flowId, state }) => {
      if (!flowId || !state || (query.flowId && query.flowId !== flowId) || (query.runId && query.runId !== runId))
        return;
      const news: RunNews = { runId, flowId, state, at: new Date().toISOString() };
      write(`event: run\ndata: ${JSON.stringify(news)}\n\n`);
    });
    const heartbeat = setInterval(write, heartbeatMs, ': still here\n\n').unref();
    const end = setTimeout(() => stream.end(), longestMs).unref();
    stream.once('close', () => {
      unsubscribe();
      clearInterval(heartbeat);
      clearTimeout(end);
    });
    write('retry: 2000\n\n');
    return stream;
  }
}
