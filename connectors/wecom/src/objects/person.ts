import { defineObject, type CodeContext, type CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { personSchema } from '../directory-schema.ts';
import { gotten } from '../requests.ts';

/** People are listed department by department. Who left is no longer listed. */
export const person = defineObject({
  title: { zh: '成员', en: 'Person' },
  canonical: 'Agent',
  fields: { from: 'manifest', schema: personSchema },
  id: 'record.userid',
  deleted: 'record.status = 5',
  list: { operation: { kind: 'code', paginated: true }, complete: true },
  get: {
    operation: {
      kind: 'request',
      request: gotten('/user/get', { userid: 'input.id' }, 'contact'),
      output: "$sift(body, function($value, $name) { $not($name in ['errcode', 'errmsg']) })",
    },
  },
});

/** All departments in the order of the walk, and which of them is next. */
interface Position extends JsonObject {
  readonly departments: readonly number[];
  readonly at: number;
}

/** The people of one department. Somebody in several is given with the first of the walk only. */
export async function pageOfPeople(_input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  const { departments, at } = (from ?? { departments: await everyDepartmentId(ctx), at: 0 }) as Position;
  const current = departments[at];
  if (current === undefined) return { items: [], next: null };
  const { userlist = [] } = (await get(ctx, '/user/list', { department_id: current })) as {
    readonly userlist?: readonly JsonObject[];
  };
  const earlier = new Set(departments.slice(0, at));
  const items = userlist.filter((each) => !departmentsOf(each).some((id) => earlier.has(id)));
  return { items, next: at + 1 < departments.length ? { departments, at: at + 1 } : null };
}

async function everyDepartmentId(ctx: CodeContext): Promise<readonly number[]> {
  const { department_id: departments = [] } = (await get(ctx, '/department/simplelist')) as {
    readonly department_id?: readonly { readonly id: number }[];
  };
  return departments.map(({ id }) => id);
}

async function get(ctx: CodeContext, path: string, query: Readonly<Record<string, number>> = {}): Promise<Json> {
  const { body } = await ctx.http({ method: 'GET', url: `/cgi-bin${path}`, query, budget: 'contact' });
  return body;
}

function departmentsOf(each: JsonObject): readonly number[] {
  return (each['department'] ?? []) as readonly number[];
}
