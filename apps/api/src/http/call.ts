import type { Readable } from 'node:stream';
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, Route } from '@joinery/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Caller } from '../auth/caller.ts';

/** Where a request comes from, as the audit log keeps it. */
export interface Origin {
  readonly address: string | null;
  readonly agent: string | null;
}

type CallerOf<R extends Route> = R['policy'] extends { readonly public: string } ? null : Caller;

/** Everything a handler gets: checked input, who asks, and from where. */
export interface Call<R extends Route = Route> {
  readonly route: R;
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  readonly caller: CallerOf<R>;
  readonly origin: Origin;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What a handler of a route looks like. */
export type Handler<R extends Route> = (
  call: Call<R>,
) => Promise<R['events'] extends z.ZodType ? Readable : ResponseOf<R>>;

export const originOf = (request: FastifyRequest): Origin => ({
  address: request.ip,
  agent: request.headers['user-agent']?.slice(0, 300) ?? null,
});
