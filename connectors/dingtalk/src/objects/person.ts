import { defineObject, type CodeContext, type CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { personSchema } from '../directory-schema.ts';
import { oldRequest } from '../requests.ts';
import { everyDepartmentId, post } from './department.ts';

/** People are listed department by department. Who left is no longer listed. */
export const person = defineObject({
  title: { zh: '成员', en: 'Person' },
  canonical: 'Agent',
  fields: { from: 'manifest', schema: personSchema },
  id: 'record.userid',
  list: { operation: { kind: 'code', paginated: true }, complete: true },
  get: {
    operation: {
      kind: 'request',
      request: oldRequest('/topapi/v2/user/get', "{'userid': input.id}", 'contact'),
      output: 'body.result',
    },
  },
});

/** Where the walk stands: all departments in its order, which of them is at hand, and the page within it. */
interface Position extends JsonObject {
  readonly departments: readonly number[];
  readonly at: number;
  readonly cursor: number;
}

interface PeoplePage {
  readonly list?: readonly JsonObject[];
  readonly has_more?: boolean;
  readonly next_cursor?: number;
}

/** One page of people. Somebody in several departments is given with the first of the walk only. */
export async function pageOfPeople(_input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  const position = (from ?? { departments: await everyDepartmentId(ctx), at: 0, cursor: 0 }) as Position;
  const { departments, at, cursor } = position;
  const current = departments[at];
  if (current === undefined) return { items: [], next: null };
  const page = (await post(ctx, '/topapi/v2/user/list', { dept_id: current, cursor, size: 100 })) as PeoplePage;
  const { list = [], has_more: more = false, next_cursor: next = 0 } = page;
  if (more && next <= cursor) {
    throw ctx.fault({ meaning: 'transient', message: `next_cursor ${next} leads back to ${cursor}` });
  }
  const earlier = new Set(departments.slice(0, at));
  const items = list.filter((each) => !departmentsOf(each).some((id) => earlier.has(id)));
  if (more) return { items, next: { departments, at, cursor: next } };
  return { items, next: at + 1 < departments.length ? { departments, at: at + 1, cursor: 0 } : null };
}

function departmentsOf(each: JsonObject): readonly number[] {
  return (each['dept_id_list'] ?? []) as readonly number[];
}
