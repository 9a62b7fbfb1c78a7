import { apiRoutes, type Route } from '@joinery/contracts';
import type { FastifyInstance } from 'fastify';

/** One route of the server, as the test of roles by routes reads it. */
export interface BoundRoute {
  readonly method: string;
  readonly url: string;
  readonly policy: Route['policy'];
}

/**
 * Watches the routes as they are bound. A route that says neither which route of the contract it serves nor why it is
 * open to everybody stops the start, and so does a route of the contract that nobody serves.
 */
export class RouteBook {
  readonly #bound: BoundRoute[] = [];
  readonly #served = new Set<Route>();

  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ method, url, config }) => {
      const policy = config?.route?.policy ?? (config?.open === undefined ? undefined : { public: config.open });
      if (!policy) throw new Error(`The route ${String(method)} ${url} does not say who may call it.`);
      if (config?.route) this.#served.add(config.route);
      for (const one of [method].flat()) this.#bound.push({ method: one, url, policy });
    });
  }

  /** Every route there is, HEAD twins included. */
  get routes(): readonly BoundRoute[] {
    return this.#bound;
  }

  refuseGaps(): void {
    const missing = Object.entries<Route>(apiRoutes).filter(([, route]) => !this.#served.has(route));
    if (missing.length > 0) throw new Error(`Nobody serves ${missing.map(([name]) => name).join(', ')}.`);
  }
}
