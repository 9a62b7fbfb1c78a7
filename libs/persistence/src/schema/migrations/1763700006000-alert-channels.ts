import type { MigrationInterface, QueryRunner } from 'typeorm';
import { alertChannelTables, policySql } from '../row-level-security.ts';

/** Where alerts are sent, and what each channel still has to say. */
export class AlertChannels1763700006000 implements MigrationInterface {
  readonly name = 'AlertChannels1763700006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(policySql(alertChannelTables));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table alert_notice, alert_channel;
      alter table alert drop column noted_count, drop column noted_over, add column notified_at timestamptz`);
  }
}

const tables = `
-- What channels were given of an alert. Whoever raises one or counts a repeat writes nothing of it: that is its outbox.
alter table alert add column noted_count integer not null default 0, add column noted_over boolean not null default false,
  drop column notified_at;
-- What was there before there were channels is told to nobody.
update alert set noted_count = count, noted_over = state = 'resolved';
create index alert_news on alert (id) where count > noted_count or (state = 'resolved' and not noted_over);

create table alert_channel (
  id uuid primary key,
  tenant_id uuid not null references tenant (id) on delete cascade,
  name text not null,
  connection_id uuid not null references connection (id),
  recipients text[] not null default '{}',
  mention_all boolean not null default false,
  -- Empty: all of them.
  kinds text[] not null default '{}',
  severities text[] not null default '{}',
  flows uuid[] not null default '{}',
  language text not null check (language in ('zh', 'en')),
  quiet_ms bigint not null,
  tell_resolved boolean not null,
  state text not null default 'active' check (state in ('active', 'paused')),
  epoch integer not null default 0,
  leased_until timestamptz,
  -- Tries of what is due now, and when the next may be.
  attempts integer not null default 0,
  retry_at timestamptz,
  failure json,
  failed_at timestamptz,
  sent_at timestamptz,
  given_up integer not null default 0,
  revision integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index alert_channel_name on alert_channel (tenant_id, name);
create index alert_channel_connection on alert_channel (connection_id);

-- One trouble on one channel, through all the alerts it was.
create table alert_notice (
  channel_id uuid not null references alert_channel (id) on delete cascade,
  subject uuid not null,
  code text not null,
  tenant_id uuid not null,
  -- The latest of them, and whether it is over.
  alert_id uuid not null references alert (id) on delete cascade,
  over boolean not null,
  -- Occurrences that nobody was told of yet.
  pending integer not null,
  -- The last message called it open.
  told_open boolean not null default false,
  told_at timestamptz,
  -- When there is something to say; null when there is not.
  due_at timestamptz,
  primary key (channel_id, subject, code)
);
create index alert_notice_due on alert_notice (due_at) where due_at is not null;
`;
