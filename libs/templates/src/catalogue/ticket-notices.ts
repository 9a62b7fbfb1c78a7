import type { Template } from '@joinery/contracts';
import { action, flow, labelled, labels, onEvent, roles } from './pieces.ts';

const title = `$substring("【" & ${labelled('ticketPriority', 'trigger.ticket.priority')} & "】" & trigger.ticket.number & " " & trigger.ticket.subject, 0, 120)`;
const facts = `$join([
  @{words.customer} & " " & trigger.customer.name,
  @{words.requester} & " " & trigger.requester.name,
  @{words.status} & " " & ${labelled('ticketStatus', 'trigger.ticket.status')}
], "\\n\\n")`;

/** Each assignee is told where he reads: Feishu, DingTalk or WeCom. One event is one message, however often it comes. */
export const ticketNotices: Template = {
  name: 'ticket-notices',
  scenario: 'notification',
  title: { zh: '工单提醒到飞书、钉钉和企业微信', en: 'Ticket notices in Feishu, DingTalk and WeCom' },
  summary: {
    zh: '工单新建、升级或分派时,按受理人使用的即时通讯工具提醒本人;同一事件只提醒一次。',
    en: 'When a ticket is created, escalated or assigned, its assignee is told in the messenger he uses; one event is one message.',
  },
  connections: [roles.core, roles.feishu, roles.dingtalk, roles.wecom],
  choices: {
    type: 'object',
    additionalProperties: false,
    properties: {
      events: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        default: ['ticket.created', 'ticket.escalated', 'ticket.assigned'],
        'x-title': { zh: '提醒的事件', en: 'Events to tell of' },
        items: {
          type: 'string',
          enum: ['ticket.created', 'ticket.updated', 'ticket.escalated', 'ticket.assigned'],
          'x-labels': {
            'ticket.created': { zh: '新建', en: 'Created' },
            'ticket.updated': { zh: '更新', en: 'Updated' },
            'ticket.escalated': { zh: '升级', en: 'Escalated' },
            'ticket.assigned': { zh: '分派', en: 'Assigned' },
          },
        },
      },
    },
  },
  words: {
    ...labels('ticketPriority', 'ticketStatus'),
    channel: { zh: '受理人用什么', en: 'Which messenger' },
    feishu: { zh: '飞书', en: 'Feishu' },
    dingtalk: { zh: '钉钉', en: 'DingTalk' },
    wecom: { zh: '企业微信', en: 'WeCom' },
    inFeishu: { zh: '飞书提醒', en: 'Tell in Feishu' },
    inDingtalk: { zh: '钉钉提醒', en: 'Tell in DingTalk' },
    inWecom: { zh: '企业微信提醒', en: 'Tell in WeCom' },
    customer: { zh: '客户', en: 'Customer' },
    requester: { zh: '联系人', en: 'Contact' },
    status: { zh: '状态', en: 'Status' },
  },
  parts: [
    {
      key: 'notices',
      kind: 'flow',
      title: { zh: '工单提醒受理人', en: 'Tell assignees of tickets' },
      summary: {
        zh: '按受理人的账号选择飞书、钉钉或企业微信。',
        en: 'Feishu, DingTalk or WeCom by the account of the assignee.',
      },
      document: flow({
        trigger: onEvent('core', 'ticket-event-received', { settings: { events: '@{choices.events}' } }),
        steps: [
          {
            id: 'channel',
            label: '@{words.channel}',
            kind: 'branch',
            cases: (['feishu', 'dingtalk', 'wecom'] as const).map((name) => ({
              port: `case_${name}`,
              label: `@{words.${name}}`,
              when: `$exists(trigger.assignee.imIds.${name})`,
            })),
          },
          action({
            id: 'tell_feishu',
            label: '@{words.inFeishu}',
            role: 'feishu',
            action: 'send-card-message',
            input: `{
              "receiver": trigger.assignee.imIds.feishu,
              "title": ${title},
              "color": trigger.ticket.priority in ["high", "urgent"] ? "red" : "blue",
              "text": ${facts}
            }`,
          }),
          action({
            id: 'tell_dingtalk',
            label: '@{words.inDingtalk}',
            role: 'dingtalk',
            action: 'send-markdown-notice',
            input: `{
              "userIds": [trigger.assignee.imIds.dingtalk],
              "title": ${title},
              "text": "### " & ${title} & "\\n\\n" & ${facts}
            }`,
          }),
          action({
            id: 'tell_wecom',
            label: '@{words.inWecom}',
            role: 'wecom',
            action: 'send-markdown-message',
            input: `{
              "userIds": [trigger.assignee.imIds.wecom],
              "text": "**" & ${title} & "**\\n" & ${facts}
            }`,
          }),
        ],
        lines: [
          'trigger → channel',
          'channel:case_feishu → tell_feishu',
          'channel:case_dingtalk → tell_dingtalk',
          'channel:case_wecom → tell_wecom',
        ],
      }),
    },
  ],
};
