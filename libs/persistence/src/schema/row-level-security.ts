/** Tables of the first schema whose rows carry `tenant_id`. */
const firstTables = [
  'membership', 'session', 'api_token', 'connection', 'connection_state', 'flow', 'flow_draft', 'flow_version', 'trigger',
  'schedule_tick', 'alert', 'audit', 'replay_id', 'data_key', 'sample', 'egress_rule', 'setting', 'event', 'event_key',
  'run', 'run_count', 'journal', 'wait', 'wait_answer',
] as const; // prettier-ignore

export const syncTables = [
  'sync', 'sync_draft', 'sync_version', 'sync_work', 'sync_pass', 'sync_link', 'sync_key', 'sync_seen', 'sync_change',
  'sync_outcome', 'sync_issue', 'sync_decision', 'sync_verdict', 'sync_trigger',
] as const; // prettier-ignore

export const connectorTables = ['installed_connector'] as const;

export const alertChannelTables = ['alert_channel', 'alert_notice'] as const;

/** Every table whose rows carry `tenant_id`. */
export const tenantTables = [...firstTables, ...syncTables, ...connectorTables, ...alertChannelTables];

const system = `(select current_setting('joinery.system', true)) = 'on'`;
const tenant = `(select nullif(current_setting('joinery.tenant', true), '')::uuid)`;

/**
 * One policy for every table: the session's tenant, or work that the session declared as the system's own. The
 * sub-selects make PostgreSQL read the setting once per statement instead of once per row.
 */
export function policySql(tables: readonly string[]): string {
  return tables.map((table) => policy(table, `tenant_id = ${tenant}`)).join('\n');
}

export function firstPolicySql(): string {
  return [
    policySql(firstTables),
    policy('tenant', `id = ${tenant}`),
    policy('app_user', `id in (select user_id from membership where tenant_id = ${tenant})`),
  ].join('\n');
}

function policy(table: string, rowOfTenant: string): string {
  return `alter table "${table}" enable row level security;
alter table "${table}" force row level security;
create policy tenant_rows on "${table}" using (${rowOfTenant} or ${system}) with check (${rowOfTenant} or ${system});`;
}

/** What the application's role may do: everything with rows, nothing with tables; what is history stays as it is. */
export function grantSql(role: string): string {
  return `grant usage on schema joinery to ${role};
grant select, insert, update, delete on all tables in schema joinery to ${role};
grant usage on all sequences in schema joinery to ${role};
revoke update, delete on audit, flow_version, sync_version from ${role};`;
}
