import { field, recordOf } from '@joinery/connector-sdk';
import type { ConnectorManifestInput, JsonObject, LocalText } from '@joinery/contracts';

type Triggers = NonNullable<ConnectorManifestInput['triggers']>;
type Webhook = Extract<Triggers[string], { kind: 'webhook' }>;

const setup: LocalText = {
  zh: '在管理中心“应用和集成 → Webhooks”新建,选择“Zendesk 事件”与所需的工单事件,端点 URL 填 {callbackUrl},方法 POST、格式 JSON,不设身份验证;再把详情中的签名密钥填入连接。此连接的所有触发器共用这一个地址。',
  en: 'Under Apps and integrations → Webhooks of the Admin Center create one, choose “Zendesk events” and the ticket events wanted, enter the endpoint URL {callbackUrl}, method POST, format JSON and no authentication; then put the signing secret from its details into the connection. All triggers of this connection share this one address.',
};

const id = (zh: string, en: string): JsonObject => field.optionalText(zh, en);
const ticket = field.object('工单', 'Ticket', {
  id: field.text('编号', 'Number'),
  subject: field.optionalText('主题', 'Subject'),
  status: field.text('状态', 'Status'),
  priority: field.optionalText('优先级', 'Priority'),
  requester_id: id('请求人', 'Requester'),
  assignee_id: id('受理人', 'Assignee'),
  group_id: id('组', 'Group'),
  organization_id: id('组织', 'Organisation'),
  external_id: field.optionalText('外部标识', 'External id'),
  updated_at: field.text('更新时间', 'Updated'),
});
const output = recordOf(
  {
    type: field.text('事件', 'Event'),
    time: field.text('发生时间', 'Occurred at'),
    ticket,
    change: field.object('变化', 'Change', {
      current: field.any('现值', 'Now'),
      previous: field.any('原值', 'Before'),
    }),
  },
  ['type', 'ticket'],
);
const sampleTicket = {
  id: '35436',
  subject: '登录后页面空白',
  status: 'open',
  priority: 'high',
  requester_id: '20978392',
  assignee_id: '235323',
  group_id: '98738',
  organization_id: '509974',
  external_id: 'sc-1001',
  updated_at: '2026-09-01T02:05:00Z',
};

const prefix = 'zen:event-type:ticket.';
/** Events write words in capitals which the interface writes small. */
const shape = `($small := function($word) { $type($word) = 'string' ? $lowercase($word) : $word };
  {'type': event.type, 'time': event.time, 'change': event.event,
   'ticket': $merge([event.detail, {'status': $small(event.detail.status), 'priority': $small(event.detail.priority),
     'type': $small(event.detail.type)}])})`;

function ticketTrigger(type: string, title: LocalText, change: JsonObject, description?: LocalText): Webhook {
  return {
    kind: 'webhook',
    title,
    ...(description && { description }),
    output,
    sample: { type: `${prefix}${type}`, time: '2026-09-01T02:05:00.672717030Z', ticket: sampleTicket, change },
    scheme: 'events',
    address: 'connection',
    accepts: `event.type = '${prefix}${type}'`,
    shape,
    dedupeKey: '$string(event.id)',
    correlationKey: '$string(event.detail.id)',
    setup,
  };
}

export const eventTriggers: Triggers = {
  'ticket-created': ticketTrigger('created', { zh: '新建工单', en: 'Ticket created' }, {}),
  'ticket-status-changed': ticketTrigger(
    'status_changed',
    { zh: '工单状态变化', en: 'Ticket status changed' },
    { current: 'OPEN', previous: 'NEW' },
  ),
  'comment-added': ticketTrigger(
    'comment_added',
    { zh: '工单有新评论', en: 'Comment on a ticket' },
    { comment: { id: '1274', body: '已修复', is_public: true, author: { id: '235323', is_staff: true } } },
    { zh: '评论在“变化”之下', en: 'The comment stands under the change' },
  ),
  'event-received': {
    ...ticketTrigger(
      'priority_changed',
      { zh: '收到工单事件', en: 'Ticket event received' },
      { current: 'HIGH', previous: 'LOW' },
    ),
    description: {
      zh: 'Webhook 订阅的任一工单事件;可按类型筛选',
      en: 'Any ticket event the webhook is subscribed to; may be restricted by type',
    },
    settings: {
      type: 'object',
      properties: {
        types: {
          ...field.list('事件类型', 'Event types', { type: 'string', pattern: '^zen:event-type:ticket\\.[a-z_]+$' }),
          'x-help': {
            zh: '如 zen:event-type:ticket.priority_changed;留空为全部',
            en: 'zen:event-type:ticket.priority_changed …; empty: all',
          },
        },
      },
    },
    accepts: `$contains($string(event.type), '${prefix}') and ($count(settings.types) = 0 or event.type in settings.types)`,
  },
};
