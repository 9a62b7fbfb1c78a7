import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policySql, syncTables } from '../row-level-security.ts';

/** Syncs with their links, passes and outcomes. Links are partitioned by sync, outcomes by day. */
export class Syncs1763700003000 implements MigrationInterface {
  readonly name = 'Syncs1763700003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(policySql(syncTables));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table sync_decision, sync_verdict, sync_trigger, sync_issue, sync_outcome, sync_change, sync_seen, sync_key,
        sync_link, sync_pass, sync_work, sync_version, sync_draft, sync;
      drop sequence sync_change_sequence`);
  }
}

const hashed = (table: string): string =>
  Array.from(
    { length: 8 },
    (_, part) => `create table ${table}_${part} partition of ${table} for values with (modulus 8, remainder ${part});`,
  ).join('\n');

const tables = `
alter table alert drop constraint alert_kind_check;
alter table alert add constraint alert_kind_check check (kind in
  ('run-failed', 'attempt-held', 'trigger-silent', 'trigger-failing', 'connection-failing', 'backlog', 'sync-attention'));

create table sync (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  name text not null,
  description text not null default '',
  state text not null default 'draft' check (state in ('draft', 'published', 'paused', 'archived')),
  published_version integer,
  -- What passes run on: the published version once its plan has been seen.
  live_version integer,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_by uuid,
  updated_at timestamptz not null default now()
);
create unique index sync_name on sync (tenant_id, name) where state <> 'archived';
create index sync_tenant on sync (tenant_id, id);

create table sync_draft (
  sync_id uuid primary key references sync (id) on delete cascade,
  tenant_id uuid not null,
  revision integer not null,
  base_version integer,
  document json not null,
  updated_by uuid,
  updated_at timestamptz not null default now()
);

create table sync_version (
  sync_id uuid not null references sync (id) on delete cascade,
  version integer not null,
  tenant_id uuid not null,
  document json not null,
  note text not null default '',
  published_by uuid,
  published_at timestamptz not null default now(),
  primary key (sync_id, version)
);

-- due_at is the one clock of a sync: something is to be done from then on. One lease covers all work on a sync.
create table sync_work (
  sync_id uuid primary key references sync (id) on delete cascade,
  tenant_id uuid not null,
  due_at timestamptz,
  leased_until timestamptz,
  epoch integer not null default 0,
  asked text check (asked in ('pause', 'cancel')),
  passes integer not null default 0,
  -- Cursors, counts of the last listings and what the guard knows.
  memory jsonb not null,
  -- So many held removals a person lets through, until the next claim takes it over into memory.
  released integer,
  changes_at timestamptz,
  full_at timestamptz
) with (fillfactor = 50);
create index sync_work_due on sync_work (due_at) where due_at is not null;
create index sync_work_changes on sync_work (changes_at) where changes_at is not null;
create index sync_work_full on sync_work (full_at) where full_at is not null;

create table sync_pass (
  id uuid primary key,
  tenant_id uuid not null,
  sync_id uuid not null references sync (id) on delete cascade,
  number integer not null,
  kind text not null check (kind in ('changes', 'full', 'backfill', 'retry')),
  scope text not null check (scope in ('live', 'plan')),
  version integer not null,
  priority smallint not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'paused', 'done', 'failed', 'cancelled')),
  request json not null,
  -- Where it stands; null before its first page.
  progress json,
  -- A plan's own; a live pass has the sync's.
  memory json,
  failure json,
  requested_by uuid,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  updated_at timestamptz not null default now(),
  ended_at timestamptz
) with (fillfactor = 50);
create index sync_pass_sync on sync_pass (sync_id, id);
create index sync_pass_open on sync_pass (sync_id, priority, id) where state in ('queued', 'running', 'paused');

-- shelf_id is the sync itself, or the pass whose plan works on a copy.
create table sync_link (
  shelf_id uuid not null,
  id uuid not null,
  tenant_id uuid not null,
  a text collate "C",
  b text collate "C",
  state text not null,
  hash_a text collate "C",
  hash_b text collate "C",
  touched integer not null,
  missed smallint not null,
  wrote_a boolean not null,
  wrote_b boolean not null,
  pending boolean not null,
  due boolean not null,
  outcome text,
  memory bytea not null,
  primary key (shelf_id, id),
  unique (shelf_id, a),
  unique (shelf_id, b)
) partition by hash (shelf_id);
${hashed('sync_link')}
create index sync_link_due on sync_link (shelf_id, id) where due;
create index sync_link_state on sync_link (shelf_id, state, id) where state <> 'linked';

create table sync_key (
  shelf_id uuid not null,
  side "char" not null,
  record_id text collate "C" not null,
  rule smallint not null,
  tenant_id uuid not null,
  key text collate "C" not null,
  primary key (shelf_id, side, record_id, rule)
) partition by hash (shelf_id);
${hashed('sync_key')}
create index sync_key_key on sync_key (shelf_id, side, key);

-- What a page of a full listing has shown, as one row: a listing of a million must not cost a million rows.
create table sync_seen (
  pass_id uuid not null,
  side "char" not null,
  tenant_id uuid not null,
  links uuid[] not null
);
create index sync_seen_pass on sync_seen (pass_id, side);

create sequence sync_change_sequence;
create table sync_change (
  shelf_id uuid not null,
  side "char" not null,
  record_id text collate "C" not null,
  tenant_id uuid not null,
  sequence bigint not null,
  deleted boolean not null,
  attempts smallint not null,
  not_before timestamptz not null,
  record bytea,
  primary key (shelf_id, side, record_id)
);
create index sync_change_due on sync_change (shelf_id, sequence);
create index sync_change_time on sync_change (shelf_id, not_before);

create table sync_outcome (
  id uuid primary key,
  tenant_id uuid not null,
  sync_id uuid not null,
  pass_id uuid,
  link_id uuid,
  side "char" not null,
  record_id text collate "C" not null,
  other_id text collate "C",
  outcome text collate "C" not null,
  code text collate "C",
  scope text not null,
  body bytea not null
) partition by range (id);
create index sync_outcome_sync on sync_outcome (sync_id, id);
create index sync_outcome_kind on sync_outcome (sync_id, outcome, id);
create index sync_outcome_pass on sync_outcome (pass_id, outcome, id) where pass_id is not null;
create index sync_outcome_link on sync_outcome (link_id, id) where link_id is not null;
create index sync_outcome_record on sync_outcome (sync_id, record_id, id);
create index sync_outcome_other on sync_outcome (sync_id, other_id, id) where other_id is not null;
create index sync_outcome_code on sync_outcome (sync_id, code, id) where code is not null;

-- What troubles a record now: conflicts, failures, what is parked or held. Gone when the record comes good.
create table sync_issue (
  shelf_id uuid not null,
  side "char" not null,
  record_id text collate "C" not null,
  tenant_id uuid not null,
  id uuid not null,
  link_id uuid,
  other_id text collate "C",
  outcome text collate "C" not null,
  code text collate "C",
  reason text collate "C",
  edited boolean not null default false,
  body bytea not null,
  primary key (shelf_id, side, record_id)
);
create unique index sync_issue_id on sync_issue (shelf_id, id);
create index sync_issue_kind on sync_issue (shelf_id, outcome, id);
create index sync_issue_link on sync_issue (shelf_id, link_id) where link_id is not null;

-- People's word on links, taken up by whoever holds the lease, so that a link has one writer.
create table sync_decision (
  sync_id uuid not null references sync (id) on delete cascade,
  link_id uuid not null,
  tenant_id uuid not null,
  body bytea not null,
  decided_by uuid,
  decided_at timestamptz not null default now(),
  primary key (sync_id, link_id)
);

-- People's word on records that could not be matched for sure.
create table sync_verdict (
  sync_id uuid not null references sync (id) on delete cascade,
  side "char" not null,
  record_id text collate "C" not null,
  tenant_id uuid not null,
  verdict json not null,
  decided_by uuid,
  decided_at timestamptz not null default now(),
  primary key (sync_id, side, record_id)
);

create table sync_trigger (
  id uuid primary key,
  tenant_id uuid not null,
  sync_id uuid not null references sync (id) on delete cascade,
  version integer not null,
  side "char" not null,
  connector text not null,
  connector_version text not null,
  connection_id uuid not null,
  name text not null,
  settings json not null default '{}',
  -- JSONata over the event: the record's id, and whether it was deleted.
  record_id text not null,
  deleted text,
  hook_path text not null unique,
  state text not null default 'active' check (state in ('active', 'paused')),
  due_at timestamptz,
  leased_until timestamptz,
  epoch integer not null default 0,
  "cursor" json,
  registration json,
  checked_at timestamptz,
  failure json,
  created_at timestamptz not null default now(),
  unique (sync_id, side, name)
);
create index sync_trigger_due on sync_trigger (due_at) where state = 'active' and due_at is not null;
create index sync_trigger_connection on sync_trigger (connection_id);
`;
