import type { Template } from '@joinery/contracts';
import { action, flow, onEvent, roles } from './pieces.ts';

/** Tickets of the core become cards in Feishu: an event, a branch, two messages. */
export const ticketCards: Template = {
  name: 'ticket-cards-feishu',
  scenario: 'notification',
  title: { zh: '新工单通知到飞书', en: 'Tickets told in Feishu' },
  summary: {
    zh: '客服核心的工单新建、更新或升级时,按优先级给受理人发送飞书卡片。',
    en: 'When a ticket of the core is created, changed or escalated, its assignee gets a card in Feishu.',
  },
  connections: [roles.core, roles.feishu],
  choices: { type: 'object', properties: {}, additionalProperties: false },
  words: {
    branch: { zh: '按优先级分流', en: 'By priority' },
    urgent: { zh: '高或紧急', en: 'High or urgent' },
    tell: { zh: '飞书通知受理人', en: 'Tell the assignee in Feishu' },
    tellUrgently: { zh: '飞书紧急通知', en: 'Tell urgently in Feishu' },
    prefix: { zh: '【紧急】', en: '[Urgent] ' },
    customer: { zh: '客户', en: 'Customer' },
    priority: { zh: '优先级', en: 'Priority' },
  },
  parts: [
    {
      key: 'cards',
      kind: 'flow',
      title: { zh: '新工单通知到飞书', en: 'Tickets told in Feishu' },
      summary: {
        zh: '客服核心的工单新建、更新或升级时,按优先级给受理人发送飞书卡片。',
        en: 'When a ticket of the core is created, changed or escalated, its assignee gets a card in Feishu.',
      },
      document: flow({
        trigger: onEvent('core', 'ticket-event-received', {
          settings: { events: ['ticket.created', 'ticket.updated', 'ticket.escalated'] },
        }),
        steps: [
          {
            id: 'priority',
            label: '@{words.branch}',
            kind: 'branch',
            cases: [
              { port: 'case_urgent', label: '@{words.urgent}', when: 'trigger.ticket.priority in ["high", "urgent"]' },
            ],
          },
          card('tell_urgently', '@{words.tellUrgently}', '"red"', '@{words.prefix} & '),
          card('tell', '@{words.tell}', '"blue"', ''),
        ],
        lines: ['trigger → priority', 'priority:else → tell', 'priority:case_urgent → tell_urgently'],
      }),
    },
  ],
};

function card(id: string, label: string, color: string, prefix: string) {
  return action({
    id,
    label,
    role: 'feishu',
    action: 'send-card-message',
    input: `{
      "receiver": trigger.assignee.imIds.feishu,
      "title": $substring(${prefix}trigger.ticket.number & " " & trigger.ticket.subject, 0, 200),
      "color": ${color},
      "text": "**" & @{words.customer} & "** " & trigger.customer.name & "\\n**" & @{words.priority} & "** " & trigger.ticket.priority
    }`,
    more: { onAmbiguous: 'retry' },
  });
}
