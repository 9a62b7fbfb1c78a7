import type { Problem } from '@joinery/contracts';
import type { z } from 'zod';
import { addresses, type ApiRoutes, type RouteName } from './addresses.ts';
import { ApiError } from './api-error.ts';
import { fillPath, queryText } from './request-address.ts';

type InputOf<S> = S extends z.ZodType ? z.input<S> : never;
type Member<N extends RouteName, K extends string> =
  ApiRoutes[N] extends Readonly<Record<K, infer S>> ? InputOf<S> : never;
type Part<N extends RouteName, K extends string, Optional extends boolean = false> = [Member<N, K>] extends [never]
  ? unknown
  : Optional extends true
    ? { readonly [P in K]?: Partial<Member<N, K>> }
    : { readonly [P in K]: Member<N, K> };

/** What an operation is asked with: path parameters, query, body, as its schemas take them. */
export type InputFor<N extends RouteName> = Part<N, 'params'> & Part<N, 'query', true> & Part<N, 'body'>;
export type OutputFor<N extends RouteName> = ApiRoutes[N] extends { readonly response: infer S }
  ? S extends z.ZodType
    ? z.output<S>
    : void
  : void;

interface AnyInput {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
}

export const apiBase = '/api/v1';

let csrfToken: string | undefined;

/** The token that the session gave; it travels with every request that changes something. */
export function setCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

/**
 * Asks the server.
 *
 * @throws ApiError with the server's problem; TypeError when it cannot be reached
 */
export async function call<N extends RouteName>(
  name: N,
  input: InputFor<N>,
  signal?: AbortSignal,
): Promise<OutputFor<N>> {
  const { params, query, body } = input as AnyInput;
  const [method = 'GET', path = ''] = addresses[name].split(' ');
  const answer = await fetch(apiBase + fillPath(path, params) + queryText(query), {
    method,
    credentials: 'same-origin',
    headers: headersFor(method, body),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!answer.ok) throw new ApiError(await problemFrom(answer));
  return (answer.status === 204 ? undefined : await answer.json()) as OutputFor<N>;
}

function headersFor(method: string, body: unknown): Record<string, string> {
  return {
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(method === 'GET' || csrfToken === undefined ? {} : { 'x-csrf-token': csrfToken }),
  };
}

async function problemFrom(answer: Response): Promise<Problem> {
  try {
    const problem = (await answer.json()) as Partial<Problem>;
    if (typeof problem.code === 'string' && problem.message) return problem as Problem;
  } catch {
    // Not JSON: something before the server answered.
  }
  return gatewayProblem(answer.status);
}

function gatewayProblem(status: number): Problem {
  return {
    type: 'about:blank',
    title: 'Unexpected answer',
    status,
    code: `http.${status}`,
    message: {
      zh: `服务器没有给出可以理解的应答(HTTP ${status})。请稍后重试;若持续出现,请联系管理员。`,
      en: `The server gave no answer that could be understood (HTTP ${status}). Try again; if it lasts, ask your administrator.`,
    },
  };
}
