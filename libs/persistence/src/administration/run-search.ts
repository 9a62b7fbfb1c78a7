import { runStates, type RunId, type RunQuery, type RunState, type TenantId } from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import { idFloor } from '../ids.ts';
import { below, likePattern } from './paging.ts';
import { runSql, type RunRow } from './run-row.ts';

export interface RunsFound {
  readonly rows: readonly RunRow[];
  readonly next: string | null;
}

/** Failures read at most for one page of a search for words; the page's cursor goes on behind them. */
const mostRead = 10_000;

/**
 * Finds runs, the newest first. Every way of asking has an index that yields ids in that order, so a page costs the
 * same among a thousand runs and among ten million; several ways at once are asked one by one and merged.
 */
export async function searchRuns(
  manager: EntityManager,
  tenantId: TenantId,
  query: Partial<RunQuery> & { readonly limit: number },
): Promise<RunsFound> {
  const bounds = boundsOf(query);
  const lists = [];
  for (const branch of branchesOf(query)) lists.push(await idsOf(manager, { tenantId, query, bounds, branch }));
  const ids = [...new Set(lists.flatMap((list) => list.ids))].toSorted((a, b) => (a < b ? 1 : -1));
  const shown = ids.slice(0, query.limit);
  const rows: readonly RunRow[] = await manager.query(
    `${runSql} where run.tenant_id = $1 and run.id = any($2::uuid[]) order by run.id desc`,
    [tenantId, shown],
  );
  return {
    rows,
    next: ids.length > query.limit ? shown.at(-1)! : (lists.find((list) => list.next !== null)?.next ?? null),
  };
}

interface Bounds {
  readonly from: string;
  readonly below: string;
}

function boundsOf(query: Partial<RunQuery> & { readonly limit: number }): Bounds {
  const cursor = below(query);
  const end = query.to === undefined ? cursor : idFloor(Date.parse(query.to));
  return {
    from: idFloor(query.from === undefined ? 0 : Date.parse(query.from)),
    below: end < cursor ? end : cursor,
  };
}

/** One state and one kind of key each: what an index can answer in order. */
interface Branch {
  readonly state?: RunState;
  readonly key?: 'dedupe_key' | 'ordering_key';
}

function branchesOf({ state, key, text }: Partial<RunQuery>): readonly Branch[] {
  const asked = state?.split(',').filter(isRunState);
  const states: readonly (RunState | undefined)[] =
    asked ?? (text === undefined ? [undefined] : ['failed', 'cancelled']);
  const keys = key === undefined ? [undefined] : (['dedupe_key', 'ordering_key'] as const);
  return states.flatMap((one) =>
    keys.map((name) => ({ ...(one ? { state: one } : {}), ...(name ? { key: name } : {}) })),
  );
}

function isRunState(text: string): text is RunState {
  return (runStates as readonly string[]).includes(text);
}

interface BranchQuery {
  readonly tenantId: TenantId;
  readonly query: Partial<RunQuery> & { readonly limit: number };
  readonly bounds: Bounds;
  readonly branch: Branch;
}

async function idsOf(
  manager: EntityManager,
  { tenantId, query, bounds, branch }: BranchQuery,
): Promise<{ readonly ids: readonly RunId[]; readonly next: string | null }> {
  const values: unknown[] = [tenantId, bounds.from, bounds.below];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = ['tenant_id = $1', 'id >= $2', 'id < $3'];
  // States are of a closed set and stand in the text, so that the planner sees which partial index holds them.
  if (branch.state) conditions.push(`state = '${branch.state}'`);
  if (branch.key) conditions.push(`${branch.key} = ${bind(query.key)}`);
  if (query.flowId) conditions.push(`flow_id = ${bind(query.flowId)}`);
  if (query.mode) conditions.push(`mode = ${bind(query.mode)}`);
  if (query.text === undefined) {
    const sql = `select id from run where ${conditions.join(' and ')} order by id desc limit ${bind(query.limit + 1)}`;
    const rows: readonly { readonly id: RunId }[] = await manager.query(sql, values);
    return { ids: rows.map((row) => row.id), next: null };
  }
  return idsWithText(manager, {
    conditions,
    values,
    bind,
    text: query.text,
    limit: query.limit,
  });
}

/** Words are looked for in the failures of the newest so many runs; behind those the next page goes on. */
async function idsWithText(
  manager: EntityManager,
  search: {
    readonly conditions: readonly string[];
    readonly values: readonly unknown[];
    readonly bind: (value: unknown) => string;
    readonly text: string;
    readonly limit: number;
  },
): Promise<{ readonly ids: readonly RunId[]; readonly next: string | null }> {
  const { conditions, values, bind, text, limit } = search;
  const sql = `
    with read as materialized (
      select id, failure from run where ${conditions.join(' and ')} order by id desc limit ${bind(mostRead)}
    )
    select array(select id from read where failure::text ilike ${bind(likePattern(text))} order by id desc limit ${bind(limit + 1)}) as ids,
      case when count(*) = ${mostRead} then min(id::text) end as next
    from read`;
  const rows: readonly { readonly ids: readonly RunId[]; readonly next: string | null }[] = await manager.query(sql, [
    ...values,
  ]);
  return { ids: rows[0]!.ids, next: rows[0]!.next };
}
