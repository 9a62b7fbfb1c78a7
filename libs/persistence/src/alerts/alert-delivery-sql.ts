/**
 * News of alerts, written beside each channel that wants them. A repeat waits until the quiet time since the last
 * message is over; an end is due at once where the channel has called it open. Both this and {@link sentSql} write the
 * notice's row even where they have nothing to say, so that whichever comes second sees the first. A channel is told
 * nothing about its own connection: what cannot be sent would ask to be sent.
 */
export const newsSql = `
with news as materialized (
  select id, tenant_id, kind, subject, code, flow_id, connection_id, state, count, count - noted_count as more
  from alert
  where count > noted_count or (state = 'resolved' and not noted_over)
  order by id limit $1 for no key update skip locked
),
noted as (
  update alert set noted_count = news.count, noted_over = news.state = 'resolved' from news where alert.id = news.id
),
trouble as (
  select distinct on (tenant_id, subject, code) tenant_id, subject, code, id, kind, flow_id, connection_id,
    state = 'resolved' as over, (sum(more) over (partition by tenant_id, subject, code))::int as more
  from news order by tenant_id, subject, code, id desc
),
raised as (
  insert into alert_notice as notice (channel_id, subject, code, tenant_id, alert_id, over, pending, due_at)
  select channel.id, trouble.subject, trouble.code, trouble.tenant_id, trouble.id, trouble.over, trouble.more, now()
  from trouble join alert_channel channel on channel.tenant_id = trouble.tenant_id and channel.state = 'active'
  where trouble.more > 0
    and (cardinality(channel.kinds) = 0 or trouble.kind = any (channel.kinds))
    and (cardinality(channel.severities) = 0 or $2::json ->> trouble.kind = any (channel.severities))
    and (cardinality(channel.flows) = 0 or trouble.flow_id = any (channel.flows))
    and trouble.connection_id is distinct from channel.connection_id
  on conflict (channel_id, subject, code) do update set
    alert_id = excluded.alert_id, over = excluded.over, pending = notice.pending + excluded.pending,
    due_at = (
      select case when excluded.over and notice.told_open and tell_resolved then now()
        else coalesce(notice.due_at, greatest(now(), notice.told_at + quiet_ms * interval '1 millisecond')) end
      from alert_channel where id = notice.channel_id)
),
ended as (
  update alert_notice notice set alert_id = trouble.id, over = true,
    due_at = case when notice.told_open and channel.tell_resolved then now() else notice.due_at end
  from trouble, alert_channel channel
  where trouble.more = 0 and trouble.over and notice.subject = trouble.subject and notice.code = trouble.code
    and notice.tenant_id = trouble.tenant_id and channel.id = notice.channel_id
)
select count(*)::int as alerts from news`;

export const claimSql = `
with due as materialized (
  select channel.id from alert_channel channel join tenant on tenant.id = channel.tenant_id and tenant.state = 'active'
  where channel.state = 'active' and (leased_until is null or leased_until <= now())
    and (retry_at is null or retry_at <= now())
    and exists (select from alert_notice where channel_id = channel.id and due_at <= now())
  order by channel.id limit $1 for no key update of channel skip locked
)
update alert_channel channel set epoch = epoch + 1, leased_until = now() + $2 * interval '1 millisecond'
from due, connection, tenant
where channel.id = due.id and connection.id = channel.connection_id and tenant.id = channel.tenant_id
returning channel.id, channel.tenant_id, epoch, connection_id, connection.connector, connection.connector_version,
  recipients, mention_all, language, tenant.time_zone, attempts`;

export const noticesSql = `
select alert_id, notice.subject, notice.code, kind, over, told_open, pending, alert.count, alert.failure,
  coalesce(flow.name, sync.name, connection.name) as subject_name, alert.flow_id, alert.run_id, first_at, last_at
from alert_notice notice
join alert on alert.id = notice.alert_id
left join flow on flow.id = alert.flow_id
left join sync on sync.id = alert.subject
left join connection on connection.id = alert.connection_id
where notice.channel_id = $1 and due_at <= now() order by due_at, alert_id limit $2`;

/** What came while the message was on its way stays: repeats for after the quiet time, an end for now. */
export const sentSql = `
with channel as (
  update alert_channel set leased_until = null, attempts = 0, retry_at = null, failure = null, failed_at = null,
    sent_at = now(), given_up = 0
  where id = $1 and epoch = $2
  returning id, quiet_ms, tell_resolved
)
update alert_notice notice set pending = notice.pending - told.pending, told_at = now(), told_open = told.open,
  due_at = case
    when notice.over and told.open and channel.tell_resolved then now()
    when notice.pending > told.pending then now() + channel.quiet_ms * interval '1 millisecond'
  end
from channel, unnest($3::uuid[], $4::text[], $5::int[], $6::boolean[]) as told (subject, code, pending, open)
where notice.channel_id = channel.id and notice.subject = told.subject and notice.code = told.code`;

export const failedSql = `
update alert_channel set leased_until = null, attempts = attempts + 1, failure = $3, failed_at = now(),
  retry_at = now() + $4 * interval '1 millisecond'
where id = $1 and epoch = $2`;

export const giveUpSql = `
with channel as (
  update alert_channel set leased_until = null, attempts = 0, failure = $3, failed_at = now(),
    retry_at = now() + $4 * interval '1 millisecond', given_up = given_up + cardinality($5::uuid[])
  where id = $1 and epoch = $2
  returning id
)
update alert_notice notice set due_at = null
from channel, unnest($5::uuid[], $6::text[]) as resting (subject, code)
where notice.channel_id = channel.id and notice.subject = resting.subject and notice.code = resting.code`;

export const releaseSql = `update alert_channel set leased_until = null where id = $1 and epoch = $2`;
