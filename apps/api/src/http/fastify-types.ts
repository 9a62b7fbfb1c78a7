import type { Route } from '@joinery/contracts';
import type { Caller } from '../auth/caller.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access hook; null where the route is open to everybody. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** The route of the contract that this one serves. */
    route?: Route;
    /** Why a route outside the contract is open to everybody. */
    open?: string;
  }
}
