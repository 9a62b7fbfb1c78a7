import type { z } from 'zod';
import type { Permission } from '../permissions.ts';

/** Who may call a route: whoever has the permission, whoever is signed in, or everybody, for the reason given. */
export type RoutePolicy =
  { readonly permission: Permission } | { readonly signedIn: true } | { readonly public: string };

/** One operation of the API as data: the server binds a handler to it, OpenAPI and the typed client are made from it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, with `{name}` for each path parameter. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly policy: RoutePolicy;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Absent: 204, a redirect or a stream. */
  readonly response?: z.ZodType;
  /** Server-sent events whose `data` has this shape. */
  readonly events?: z.ZodType;
  readonly status?: 200 | 201 | 202 | 204 | 302;
  /** What the audit log calls it; every route that changes something has one. */
  readonly audit?: string;
}

export type Routes = Readonly<Record<string, Route>>;

/** Keeps the exact type of each route, so that a handler's arguments can be read from it. */
export const routes = <const R extends Routes>(table: R): R => table;

type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;
export type ParamsOf<R extends Route> = OutputOf<R['params']>;
export type QueryOf<R extends Route> = OutputOf<R['query']>;
export type BodyOf<R extends Route> = OutputOf<R['body']>;
export type ResponseOf<R extends Route> = R['response'] extends z.ZodType ? z.output<R['response']> : void;
