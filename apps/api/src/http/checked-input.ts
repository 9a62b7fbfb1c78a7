import type { Route } from '@joinery/contracts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { invalidRequest, type Mistake } from './problem-error.ts';

/** Path parameters, query and body as the route's schemas read them; throws one problem that names every place. */
export function checkedInput(route: Route, request: FastifyRequest) {
  const mistakes: Mistake[] = [];
  const check = (where: string, schema: z.ZodType | undefined, value: unknown): never => {
    if (!schema) return undefined as never;
    const result = schema.safeParse(value);
    if (result.success) return result.data as never;
    mistakes.push(...result.error.issues.flatMap((issue) => mistakesOf(where, issue)));
    return undefined as never;
  };
  const input = {
    params: check('path', route.params, request.params),
    query: check('query', route.query, request.query),
    body: check('body', route.body, request.body ?? (route.body ? {} : undefined)),
  };
  if (mistakes.length > 0) throw invalidRequest(mistakes);
  return input;
}

type Issue = z.core.$ZodIssue;

/** A union reports the branch that came furthest: its mistakes say more than “invalid input”. */
function mistakesOf(where: string, issue: Issue): readonly Mistake[] {
  const place = placeOf(where, issue.path);
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const deepest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0] ?? [];
    return deepest.flatMap((inner) => mistakesOf(where, { ...inner, path: [...issue.path, ...inner.path] }));
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ place: `${place}.${key}`, detail: 'not a known field' }));
  return [{ place, detail: issue.message }];
}

const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length));

/** `body.steps[2].id` */
function placeOf(where: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (place, part) => (typeof part === 'number' ? `${place}[${part}]` : `${place}.${String(part)}`),
    where,
  );
}
