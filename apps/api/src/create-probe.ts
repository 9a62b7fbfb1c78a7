import { fastify, type FastifyInstance } from 'fastify';
import type { ApiPorts } from './api-ports.ts';
import { serveSystem } from './health/system.routes.ts';

/** The HTTP side of a process that only works: whether it lives, and its figures. */
export function createProbe(
  ports: ApiPorts,
  settings: { readonly version: string; readonly metricsToken: string | undefined },
): FastifyInstance {
  const server = fastify();
  serveSystem(server, { ...ports, ...settings });
  return server;
}
