/** The role the application works as: it owns no table and is no superuser, so row-level security binds it. */
export const applicationRole = 'joinery_app';

const schema = { search_path: 'joinery' };

/** What a person's requests run with: every transaction names its tenant first. */
export const requestSettings = { ...schema, statement_timeout: '30s', idle_in_transaction_session_timeout: '60s' };

/**
 * What the stores of runs read with. They work for all tenants at once. Their statements join a handful of parameters
 * with large, fast-growing partitions whose statistics lag behind, so the planner is told what is always right here:
 * one generic plan, through the indexes, row by row.
 */
export const systemSettings = {
  ...schema,
  'joinery.system': 'on',
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_bitmapscan: 'off',
  jit: 'off',
  statement_timeout: '30s',
  idle_in_transaction_session_timeout: '60s',
};

/**
 * What group commits run with. They name their rows by `id = any(…)`, so that hashing them against their parameters
 * can never mean to read a partition; joining row by row would grow with the square of the batch.
 */
export const writerSettings = { ...systemSettings, enable_hashjoin: 'on', enable_nestloop: 'off' };

/**
 * What the stores of syncs work with. A page is looked up by its keys in tables that grow from nothing to millions within
 * a pass, so each statement is planned for the size the tables have by then; a plan from the beginning would find a
 * page's thousand links by walking all of the sync's, a thousand times.
 */
export const syncSettings = { ...systemSettings, plan_cache_mode: 'force_custom_plan', enable_material: 'off' };

/** Settings as the start-up packet takes them, so that no round trip and no forgotten `SET` stands before a query. */
export function startupOptions(settings: Readonly<Record<string, string>>, role: string | undefined): string {
  return Object.entries({ ...settings, ...(role === undefined ? {} : { role }) })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}
