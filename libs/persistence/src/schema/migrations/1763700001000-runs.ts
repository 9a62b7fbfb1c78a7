import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events, runs and their journal: what is written all the time. Partitioned by day through their UUIDv7 ids. */
export class Runs1763700001000 implements MigrationInterface {
  readonly name = 'Runs1763700001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table wait_answer, wait, run_count, journal, run, event_key, event; drop type run_state`);
  }
}

const tables = `
create type run_state as enum ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled');

create table event (
  id uuid primary key,
  tenant_id uuid not null,
  flow_id uuid not null,
  trigger_id uuid,
  body bytea not null
) partition by range (id);

create table event_key (
  flow_id uuid not null,
  key text not null,
  tenant_id uuid not null,
  run_id uuid not null,
  expires_at timestamptz not null,
  primary key (flow_id, key)
);
create index event_key_expiry on event_key (expires_at);

-- due_at is the one clock of a run: queued: publish it again; running: its lease ends; waiting: it wakes.
-- So an index over due_at is the outbox, the list of expired leases and the list of timers at once.
create table run (
  id uuid primary key,
  tenant_id uuid not null,
  flow_id uuid not null,
  event_id uuid not null,
  trigger_id uuid,
  parent_id uuid,
  rerun_of uuid,
  created_at timestamptz not null default now(),
  due_at timestamptz,
  started_at timestamptz,
  deadline_at timestamptz,
  ended_at timestamptz,
  timeout_ms bigint not null,
  version integer not null,
  state run_state not null default 'queued',
  epoch integer not null default 0,
  crashes smallint not null default 0,
  depth smallint not null default 0,
  -- Has an ordering key, or its flow a concurrency limit: such runs are claimed one by one.
  gated boolean not null default false,
  cancel_requested boolean not null default false,
  mode text not null default 'live' check (mode in ('live', 'test')),
  ordering_key text,
  dedupe_key text,
  failure json,
  output bytea
) partition by range (id);
create index run_tenant on run (tenant_id, id);
create index run_flow on run (flow_id, id);
-- An index for each state but the one that most runs end in: a list of one state is read in order from its own.
create index run_queued on run (tenant_id, id) where state = 'queued';
create index run_running on run (tenant_id, id) where state = 'running';
create index run_waiting on run (tenant_id, id) where state = 'waiting';
create index run_failed on run (tenant_id, id) where state = 'failed';
create index run_cancelled on run (tenant_id, id) where state = 'cancelled';
create index run_flow_failed on run (flow_id, id) where state = 'failed';
create index run_due on run (due_at) where state in ('queued', 'running', 'waiting');
create index run_gate on run (flow_id, ordering_key, id) where gated and state in ('queued', 'running', 'waiting');
create index run_test on run (tenant_id, id) where mode = 'test';
create index run_dedupe_key on run (tenant_id, dedupe_key, id) where dedupe_key is not null;
create index run_ordering_key on run (tenant_id, ordering_key, id) where ordering_key is not null;
create index run_parent on run (parent_id) where parent_id is not null;

-- scope is the loop an entry stands in ('' for the run's own steps), so that one loop, from one iteration on, is read
-- without the others. no orders the entries of an epoch; what people did to a run counts downwards from -1.
create table journal (
  run_id uuid not null,
  tenant_id uuid not null,
  no bigint not null,
  at timestamptz not null,
  epoch integer not null,
  iteration integer not null,
  n integer,
  scope text collate "C" not null,
  path text collate "C" not null,
  kind text not null check (kind in ('attempt', 'result', 'progress', 'wait', 'answer', 'note')),
  state text,
  body bytea not null,
  primary key (run_id, scope, iteration, epoch, no)
) partition by range (run_id);

-- Runs per flow and hour, summed up in memory and added every few seconds: a figure for people, not for decisions.
create table run_count (
  tenant_id uuid not null,
  flow_id uuid not null,
  hour timestamptz not null,
  accepted bigint not null default 0,
  succeeded bigint not null default 0,
  failed bigint not null default 0,
  cancelled bigint not null default 0,
  primary key (tenant_id, hour, flow_id)
);

create table wait (
  run_id uuid not null,
  path text collate "C" not null,
  tenant_id uuid not null,
  -- The epoch that parked the run with it: older ones have been passed.
  epoch integer not null,
  reason text not null,
  wake_at timestamptz not null,
  address text,
  child_id uuid,
  body bytea not null,
  answer bytea,
  answered_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (run_id, path)
);
create index wait_address on wait (tenant_id, address) where address is not null;
create index wait_person on wait (tenant_id, run_id) where reason in ('approval', 'held') and answered_at is null;
create index wait_answered on wait (answered_at) where answered_at is not null;
create index wait_child on wait (child_id) where child_id is not null and answered_at is null;

create table wait_answer (
  tenant_id uuid not null,
  address text not null,
  body bytea not null,
  expires_at timestamptz not null,
  primary key (tenant_id, address)
);
create index wait_answer_expiry on wait_answer (expires_at);
`;
