import type { CodeContext, CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';

/** Units and departments still to be asked; plain data, stored with the run. */
interface Position extends JsonObject {
  readonly ids: readonly string[];
}

/** Departments come unit by unit: a listing has no pages, and there is none over all units. */
export async function pageOfDepartments(_input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  const ids = (from as Position | null)?.ids ?? idsOf(await listed(ctx, '/orgAccounts'));
  return walk(ids, (unit) => listed(ctx, `/orgDepartments/${unit}`));
}

/** Members come department by department; somebody in two is given with the first of their own only. */
export async function pageOfMembers(_input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  const ids = (from as Position | null)?.ids ?? (await everyDepartment(ctx));
  return walk(ids, async (department) => {
    const members = await listed(ctx, `/orgMembers/department/${department}`, { firstLayer: 'true', pageNo: '0' });
    return members.filter(({ orgDepartmentId }) => orgDepartmentId === undefined || orgDepartmentId === department);
  });
}

async function walk(ids: readonly string[], read: (id: string) => Promise<readonly JsonObject[]>): Promise<CodePage> {
  const [first, ...rest] = ids;
  if (first === undefined) return { items: [], next: null };
  const next: Position | null = rest.length > 0 ? { ids: rest } : null;
  return { items: await read(first), next };
}

async function everyDepartment(ctx: CodeContext): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const unit of idsOf(await listed(ctx, '/orgAccounts')))
    ids.push(...idsOf(await listed(ctx, `/orgDepartments/${unit}`)));
  return ids;
}

async function listed(
  ctx: CodeContext,
  url: string,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly JsonObject[]> {
  const { body } = await ctx.http({ method: 'GET', url, query: { 'option.n_a_s': '1', ...query } });
  if (Array.isArray(body)) return body as readonly JsonObject[];
  throw ctx.fault({ meaning: 'transient', message: `${url} gave no list` });
}

function idsOf(rows: readonly JsonObject[]): readonly string[] {
  return rows.flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
}
