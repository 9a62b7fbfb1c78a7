import { defineObject, type CodeContext, type CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { personSchema } from '../directory-schema.ts';

/** People are listed department by department, so the whole list is a walk through the tree. */
export const person = defineObject({
  title: { zh: '成员', en: 'Person' },
  canonical: 'Agent',
  fields: { from: 'manifest', schema: personSchema },
  id: 'record.open_id',
  deleted: 'record.status.is_resigned = true or record.status.is_exited = true',
  list: { operation: { kind: 'code', paginated: true }, complete: true },
  get: {
    operation: {
      kind: 'request',
      request: {
        method: 'GET',
        path: '/contact/v3/users/{input.id}',
        query: { user_id_type: "'open_id'" },
        budget: 'contact',
      },
      output: 'body.data.user',
    },
  },
});

/** Where the walk stands: departments still to visit, and the page within the first of them. */
interface Position extends JsonObject {
  readonly departments: readonly string[];
  readonly pageToken: string;
}

/** One page of people. Somebody in two departments is given with the first of their own list only. */
export async function pageOfPeople(_input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  const { departments, pageToken } = (from ?? { departments: await everyDepartmentId(ctx), pageToken: '' }) as Position;
  const [current, ...rest] = departments;
  if (current === undefined) return { items: [], next: null };
  const answer = await ctx.http({
    method: 'GET',
    url: '/contact/v3/users/find_by_department',
    query: { department_id: current, user_id_type: 'open_id', page_size: 50, page_token: pageToken || undefined },
    budget: 'contact',
  });
  const { items, has_more: more, page_token: next } = dataOf(answer.body);
  const people = ((items ?? []) as readonly JsonObject[]).filter((each) => belongsTo(each, current));
  if (more === true) return { items: people, next: { departments, pageToken: next ?? '' } };
  return { items: people, next: rest.length > 0 ? { departments: rest, pageToken: '' } : null };
}

/** The root comes first, then all departments below it. */
async function everyDepartmentId(ctx: CodeContext): Promise<readonly string[]> {
  const ids = ['0'];
  let pageToken: string | undefined;
  do {
    const answer = await ctx.http({
      method: 'GET',
      url: '/contact/v3/departments/0/children',
      query: { fetch_child: 'true', page_size: 50, page_token: pageToken },
      budget: 'contact',
    });
    const { items, has_more: more, page_token: next } = dataOf(answer.body);
    ids.push(...((items ?? []) as readonly JsonObject[]).map((each) => each['open_department_id'] as string));
    pageToken = more === true ? (next as string) : undefined;
  } while (pageToken !== undefined);
  return ids;
}

function belongsTo(each: JsonObject, department: string): boolean {
  const [first] = (each['department_ids'] ?? []) as readonly string[];
  return first === undefined || first === department;
}

function dataOf(body: Json): JsonObject {
  return ((body as JsonObject)['data'] ?? {}) as JsonObject;
}
