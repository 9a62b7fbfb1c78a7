import { defineObject, type CodeContext, type CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { departmentSchema } from '../directory-schema.ts';
import { oldRequest } from '../requests.ts';

/** DingTalk lists the departments directly below one, so the whole tree is a walk. */
export const department = defineObject({
  title: { zh: '部门', en: 'Department' },
  canonical: 'Department',
  fields: { from: 'manifest', schema: departmentSchema },
  id: '$string(record.dept_id)',
  list: { operation: { kind: 'code', paginated: true }, complete: true },
  get: {
    operation: {
      kind: 'request',
      request: oldRequest('/topapi/v2/department/get', "{'dept_id': $number(input.id)}", 'contact'),
      output: 'body.result',
    },
  },
});

const root = 1;

/** Departments whose children are still to be listed, and those that were given: an app may be authorised for both. */
interface Position extends JsonObject {
  readonly toVisit: readonly number[];
  readonly given: readonly number[];
}

/** The children of one department; the first page gives those the app was authorised for, when not the whole tree. */
export async function pageOfDepartments(_input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  if (from === null) {
    const authorised = await authorisedDepartments(ctx);
    const named = authorised.filter((id) => id !== root);
    const items = await Promise.all(named.map((id) => departmentById(ctx, id)));
    return { items, next: positionOf(authorised, authorised) };
  }
  const { toVisit, given } = from as Position;
  const [current, ...rest] = toVisit;
  if (current === undefined) return { items: [], next: null };
  const items = (await childrenOf(ctx, current)).filter((each) => !given.includes(idOf(each)));
  const ids = items.map(idOf);
  return { items, next: positionOf([...rest, ...ids], [...given, ...ids]) };
}

/** Every department the app may see, the root among them, parents before children. */
export async function everyDepartmentId(ctx: CodeContext): Promise<readonly number[]> {
  const ids = new Set(await authorisedDepartments(ctx));
  // A set may grow while it is walked.
  for (const id of ids) for (const child of await childrenOf(ctx, id)) ids.add(idOf(child));
  return [...ids];
}

function positionOf(toVisit: readonly number[], given: readonly number[]): Position | null {
  return toVisit.length === 0 ? null : { toVisit, given };
}

async function authorisedDepartments(ctx: CodeContext): Promise<readonly number[]> {
  const { body } = await ctx.http({ method: 'GET', url: oldUrl(ctx, '/auth/scopes'), budget: 'contact' });
  const { authed_dept: departments = [] } = (body as JsonObject)['auth_org_scopes'] as {
    readonly authed_dept?: readonly number[];
  };
  return departments;
}

async function childrenOf(ctx: CodeContext, id: number): Promise<readonly JsonObject[]> {
  return (await post(ctx, '/topapi/v2/department/listsub', { dept_id: id })) as readonly JsonObject[];
}

async function departmentById(ctx: CodeContext, id: number): Promise<Json> {
  return post(ctx, '/topapi/v2/department/get', { dept_id: id });
}

/** The result of a call to the old interface. */
export async function post(ctx: CodeContext, path: string, body: JsonObject): Promise<Json> {
  const answer = await ctx.http({ method: 'POST', url: oldUrl(ctx, path), body, budget: 'contact' });
  return (answer.body as JsonObject)['result'] ?? null;
}

const oldUrl = (ctx: CodeContext, path: string): string => `${ctx.connection['oapiUrl'] as string}${path}`;
const idOf = (each: JsonObject): number => each['dept_id'] as number;
