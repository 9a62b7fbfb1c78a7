import { field, recordOf } from '@joinery/connector-sdk';
import type { ConnectorManifestInput } from '@joinery/contracts';
import { bug, type ItemKind, story } from '../item-kinds.ts';

type Triggers = NonNullable<ConnectorManifestInput['triggers']>;
type Webhook = Extract<Triggers[string], { kind: 'webhook' }>;

const verbs = {
  created: { event: 'create', zh: '新建', en: 'created' },
  updated: { event: 'update', zh: '变更', en: 'updated' },
  'status-changed': { event: 'status_change', zh: '状态变化', en: 'status changed' },
  deleted: { event: 'delete', zh: '删除', en: 'deleted' },
} as const;

const output = recordOf(
  {
    event: field.text('事件', 'Event'),
    id: field.text('标识', 'Id'),
    workspaceId: field.text('项目', 'Workspace'),
    by: field.optionalText('操作人', 'Acting person'),
    from: field.text('来源(web、api)', 'Source (web, api)'),
    changedFields: field.list('变更的字段', 'Fields changed', { type: 'string' }),
    before: field.object('变更前的值', 'Values before'),
    at: field.text('时间', 'Time'),
  },
  ['event', 'id', 'workspaceId'],
);

/** Old values come as `old_status` and so on. */
const shape = `{'event': event.event, 'id': $string(event.id), 'workspaceId': $string(event.workspace_id),
  'by': event.current_user, 'from': event.event_from, 'at': event.created,
  'changedFields': [$split($string(event.change_fields), ',')[$ != '']],
  'before': $merge([$each(event, function($value, $name) {
    $substring($name, 0, 4) = 'old_' ? {$substring($name, 4): $value} : {} })])}`;

function itemTrigger({ word, zh, en }: ItemKind, verb: (typeof verbs)[keyof typeof verbs]): Webhook {
  const event = `${word}::${verb.event}`;
  const noun = en === 'bug' ? 'Bug' : 'Story';
  return {
    kind: 'webhook',
    title: { zh: `${zh}${verb.zh}`, en: `${noun} ${verb.en}` },
    description: {
      zh: '事件不含新值,需要时再读取一次',
      en: 'The event does not hold the new values; read them where they are needed',
    },
    settings: {
      type: 'object',
      properties: {
        ignoreApi: field.flag('忽略接口造成的变更', 'Ignore what interfaces changed', { default: true }),
      },
    },
    output,
    sample: {
      event,
      id: '1010158231500628817',
      workspaceId: '10158231',
      by: 'wangfang',
      from: 'web',
      changedFields: ['status'],
      before: { status: 'new' },
      at: '2026-09-01 10:05:00',
    },
    scheme: 'events',
    accepts: `event.event = '${event}' and ($string(event.workspace_id) = connection.workspaceId) and (settings.ignoreApi = false or $not(event.event_from = 'api'))`,
    shape,
    dedupeKey: "$string(event.event) & ':' & $string(event.event_id)",
    correlationKey: '$string(event.id)',
    setup: {
      zh: `在 TAPD“项目设置 → 应用设置 → Webhook”(或开放平台应用的“事件订阅”)新建,URL 填 {callbackUrl},事件选 ${event},数据格式选 JSON,验证密码填连接中的“Webhook 验证密码”。`,
      en: `Under workspace settings → Webhook of TAPD (or event subscriptions of the app) create one with the URL {callbackUrl}, the event ${event}, the format JSON and the connection’s “Password of the webhook”.`,
    },
  };
}

export const eventTriggers: Triggers = Object.fromEntries(
  [bug, story].flatMap((kind) =>
    Object.entries(verbs).map(([name, verb]) => [`${kind.word}-${name}`, itemTrigger(kind, verb)] as const),
  ),
);
