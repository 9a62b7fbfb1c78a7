import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tenants, people, connections, flows: what is written seldom and read by people. */
export class Foundation1763700000000 implements MigrationInterface {
  readonly name = 'Foundation1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table setting, egress_rule, sample, data_key, replay_id, audit, alert, schedule_tick, "trigger",
        flow_version, flow_draft, flow, connection_state, connection, api_token, session, membership, app_user, tenant`);
  }
}

const tables = `
create table tenant (
  id uuid primary key,
  name text not null,
  state text not null default 'active' check (state in ('active', 'suspended')),
  time_zone text not null default 'Asia/Shanghai',
  run_days integer not null default 30,
  dead_letter_days integer not null default 90,
  audit_days integer not null default 365,
  revision integer not null default 1,
  created_at timestamptz not null default now()
);

create table app_user (
  id uuid primary key,
  email text not null,
  name text not null,
  password_hash text,
  language text not null default 'zh' check (language in ('zh', 'en')),
  state text not null default 'active' check (state in ('active', 'disabled')),
  must_change_password boolean not null default false,
  created_at timestamptz not null default now(),
  last_sign_in_at timestamptz
);
create unique index app_user_email on app_user (lower(email));

create table membership (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- Checked at the commit: a tenant sees a new person through the membership, so that is written first.
  user_id uuid not null references app_user (id) on delete cascade deferrable initially deferred,
  role text not null check (role in ('owner', 'admin', 'implementer', 'operator', 'partner', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, user_id)
);
create index membership_of_user on membership (user_id);

create table session (
  hash bytea primary key,
  tenant_id uuid not null references tenant (id) on delete cascade,
  user_id uuid not null references app_user (id) on delete cascade,
  csrf_token text not null,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  address text,
  agent text
);
create index session_of_user on session (user_id);
create index session_expiry on session (expires_at);

create table api_token (
  id uuid primary key,
  tenant_id uuid not null references tenant (id) on delete cascade,
  user_id uuid not null references app_user (id) on delete cascade,
  name text not null,
  prefix text not null,
  hash bytea not null unique,
  permissions text[] not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index api_token_tenant on api_token (tenant_id, id);

create table connection (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  connector text not null,
  connector_version text not null,
  name text not null,
  fields json not null default '{}',
  secrets bytea,
  secret_names text[] not null default '{}',
  health text not null default 'unknown' check (health in ('unknown', 'healthy', 'failing')),
  failure json,
  checked_at timestamptz,
  revision integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index connection_name on connection (tenant_id, name);

create table connection_state (
  connection_id uuid not null references connection (id) on delete cascade,
  name text not null,
  tenant_id uuid not null,
  value bytea not null,
  expires_at timestamptz,
  updated_at timestamptz not null default now(),
  primary key (connection_id, name)
);

create table flow (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  name text not null,
  description text not null default '',
  state text not null default 'draft' check (state in ('draft', 'published', 'paused', 'archived')),
  published_version integer,
  concurrency integer,
  timeout_ms bigint not null default 86400000,
  alert_on_failure boolean not null default true,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_by uuid,
  updated_at timestamptz not null default now()
);
create unique index flow_name on flow (tenant_id, name) where state <> 'archived';
create index flow_tenant on flow (tenant_id, id);

create table flow_draft (
  flow_id uuid not null references flow (id) on delete cascade,
  -- The nil id stands for the draft that all share.
  owner_id uuid not null default '00000000-0000-0000-0000-000000000000',
  tenant_id uuid not null,
  revision integer not null,
  base_version integer,
  document json not null,
  updated_by uuid,
  updated_at timestamptz not null default now(),
  primary key (flow_id, owner_id)
);

create table flow_version (
  flow_id uuid not null references flow (id) on delete cascade,
  version integer not null,
  tenant_id uuid not null,
  document json not null,
  note text not null default '',
  published_by uuid,
  published_at timestamptz not null default now(),
  primary key (flow_id, version)
);

create table "trigger" (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  flow_id uuid not null unique references flow (id) on delete cascade,
  version integer not null,
  kind text not null check (kind in ('event', 'schedule', 'manual', 'flow')),
  hook_path text not null unique,
  connector text,
  connector_version text,
  connection_id uuid,
  name text,
  definition json not null,
  settings json not null,
  state text not null default 'active' check (state in ('active', 'paused')),
  -- When a poller or scheduler looks at it next; null for triggers that are only called.
  due_at timestamptz,
  leased_until timestamptz,
  epoch integer not null default 0,
  "cursor" json,
  heartbeat_ms bigint,
  last_event_at timestamptz,
  registration json,
  checked_at timestamptz,
  failure json,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index trigger_due on "trigger" (due_at) where state = 'active' and due_at is not null;
create index trigger_connection on "trigger" (connection_id) where connection_id is not null;
create index trigger_tenant on "trigger" (tenant_id, id);

create table schedule_tick (
  trigger_id uuid not null,
  tick_at timestamptz not null,
  tenant_id uuid not null,
  run_id uuid not null,
  primary key (trigger_id, tick_at)
);

create table alert (
  id uuid primary key,
  tenant_id uuid not null,
  kind text not null check
    (kind in ('run-failed', 'attempt-held', 'trigger-silent', 'trigger-failing', 'connection-failing', 'backlog')),
  state text not null default 'open' check (state in ('open', 'acknowledged', 'resolved')),
  -- Repeats with the same subject (a flow, trigger, connection or tenant) and code join the open alert.
  subject uuid not null,
  code text not null,
  failure json,
  count integer not null default 1,
  flow_id uuid,
  run_id uuid,
  trigger_id uuid,
  connection_id uuid,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  notified_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid
);
create unique index alert_open on alert (subject, code) where state = 'open';
create index alert_tenant on alert (tenant_id, id);

create table audit (
  tenant_id uuid not null,
  no bigint not null,
  at timestamptz not null,
  actor json not null,
  action text not null,
  object_kind text not null,
  object_id text not null,
  object_name text,
  before json,
  after json,
  address text,
  agent text,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (tenant_id, no)
);

create table replay_id (
  scope uuid not null,
  id text not null,
  tenant_id uuid not null,
  expires_at timestamptz not null,
  primary key (scope, id)
);
create index replay_id_expiry on replay_id (expires_at);

create table data_key (
  id uuid primary key,
  tenant_id uuid not null,
  wrapped bytea not null,
  wrapped_by text not null,
  created_at timestamptz not null default now()
);
create index data_key_tenant on data_key (tenant_id, created_at);
create index data_key_wrapping on data_key (wrapped_by);

create table sample (
  id uuid primary key,
  tenant_id uuid not null,
  flow_id uuid not null references flow (id) on delete cascade,
  name text not null,
  body bytea not null,
  created_at timestamptz not null default now()
);
create index sample_flow on sample (flow_id, id);

create table egress_rule (
  id uuid primary key,
  tenant_id uuid not null references tenant (id) on delete cascade,
  target text not null,
  port integer,
  note text not null default '',
  created_by uuid,
  created_at timestamptz not null default now()
);
create unique index egress_rule_target on egress_rule (tenant_id, target, coalesce(port, 0));

create table setting (
  tenant_id uuid not null,
  name text not null,
  value json not null,
  updated_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, name)
);
`;
