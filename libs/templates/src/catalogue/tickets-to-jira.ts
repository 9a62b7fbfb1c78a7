import type { Template } from '@joinery/contracts';
import { action, flow, onceTagged, onEvent, roles } from './pieces.ts';

const tagged = '@{choices.tag} in trigger.ticket.tags';

/** An issue says in a label which ticket it came from. */
const prefix = 'core-ticket-';
const ofTicket = `trigger.issue.fields.labels[$contains($, "${prefix}")]`;
const ticketId = `$substringAfter(${ofTicket}[0], "${prefix}")`;

/** What service passes on is worked on in Jira, and whoever handles the ticket sees how far it is. */
export const ticketsToJira: Template = {
  name: 'tickets-to-jira',
  scenario: 'process-closure',
  title: { zh: '工单转研发:客服核心与 Jira', en: 'Tickets to development: core and Jira' },
  summary: {
    zh: '带指定标签的工单转为 Jira 问题,只转一次;问题的进展与结果写回工单并留内部备注。',
    en: 'A ticket with a tag becomes an issue in Jira, once; its progress and result come back to the ticket with an internal note.',
  },
  connections: [roles.core, roles.jira],
  choices: {
    type: 'object',
    required: ['project'],
    additionalProperties: false,
    properties: {
      project: {
        type: 'string',
        pattern: '^[A-Z][A-Z0-9_]{0,19}$',
        'x-title': { zh: 'Jira 项目', en: 'Jira project' },
      },
      tag: { type: 'string', minLength: 1, default: '转研发', 'x-title': { zh: '工单标签', en: 'Tag of the ticket' } },
      whenDone: {
        type: 'string',
        enum: ['pending', 'resolved'],
        default: 'resolved',
        'x-title': { zh: '研发完成后的工单状态', en: 'State of the ticket when development is done' },
        'x-labels': {
          pending: { zh: '等待客户', en: 'Pending' },
          resolved: { zh: '已解决', en: 'Resolved' },
        },
      },
    },
  },
  words: {
    tagged: { zh: '需要转研发', en: 'Is for development' },
    create: { zh: '新建 Jira 问题', en: 'Create the issue' },
    handOver: { zh: '工单标为研发处理中', en: 'Ticket is with development' },
    note: { zh: '工单内部备注', en: 'Internal note on the ticket' },
    ofTicket: { zh: '来自工单的问题', en: 'Issue of a ticket' },
    progress: { zh: '状态写回工单', en: 'Progress to the ticket' },
    withDevelopment: { zh: '研发处理中', en: 'With development' },
    passedOn: { zh: '已转研发:', en: 'Passed on to development: ' },
    moved: { zh: '研发状态:', en: 'Development: ' },
    ticket: { zh: '工单 ', en: 'Ticket ' },
    customer: { zh: '客户:', en: 'Customer: ' },
  },
  parts: [
    {
      key: 'handOver',
      kind: 'flow',
      title: { zh: '工单转 Jira', en: 'Tickets become issues' },
      summary: { zh: '带标签的工单新建一个问题。', en: 'A tagged ticket becomes an issue.' },
      document: flow({
        trigger: onEvent('core', 'ticket-event-received', {
          settings: { events: ['ticket.created', 'ticket.updated'] },
        }),
        steps: [
          { id: 'tagged', label: '@{words.tagged}', kind: 'filter', when: tagged },
          action({
            id: 'create',
            label: '@{words.create}',
            role: 'jira',
            action: 'create-issue',
            input: `{
              "project": @{choices.project},
              "issueType": trigger.ticket.type in ["incident", "problem"] ? "Bug" : "Task",
              "summary": $substring(trigger.ticket.subject, 0, 255),
              "description": $join([
                @{words.ticket} & trigger.ticket.number,
                @{words.customer} & trigger.customer.name,
                trigger.ticket.description
              ], "\\n\\n"),
              "priority": $lookup(
                {"low": "Low", "normal": "Medium", "high": "High", "urgent": "Highest"},
                trigger.ticket.priority
              ),
              "labels": ["${prefix}" & trigger.ticket.id]
            }`,
          }),
          action({
            id: 'hand_over',
            label: '@{words.handOver}',
            role: 'core',
            action: 'update-ticket',
            input: `{
              "id": trigger.ticket.id,
              "changes": {
                "status": "on_hold",
                "subStatus": @{words.withDevelopment},
                "externalIds": $append(trigger.ticket.externalIds, [{"system": "jira", "id": steps.create.key}])
              }
            }`,
          }),
          note('trigger.ticket.id', '@{words.passedOn} & steps.create.key'),
        ],
        lines: ['trigger → tagged → create → hand_over → note'],
        settings: onceTagged('@{choices.tag}'),
      }),
    },
    {
      key: 'progress',
      kind: 'flow',
      title: { zh: 'Jira 进展写回工单', en: 'Progress comes back' },
      summary: { zh: '问题状态变化时更新工单。', en: 'When the issue moves, its ticket follows.' },
      document: flow({
        trigger: onEvent('jira', 'issue-moved', { settings: { jql: 'project = @{choices.project}' } }),
        steps: [
          {
            id: 'of_ticket',
            label: '@{words.ofTicket}',
            kind: 'filter',
            when: `$exists(${ofTicket})`,
          },
          action({
            id: 'progress',
            label: '@{words.progress}',
            role: 'core',
            action: 'update-ticket',
            input: `{
              "id": ${ticketId},
              "changes": {
                "status": $lookup({"new": "open", "indeterminate": "on_hold", "done": @{choices.whenDone}}, trigger.category),
                "subStatus": trigger.to
              }
            }`,
          }),
          note(ticketId, '@{words.moved} & trigger.from & " → " & trigger.to & " (" & trigger.issue.key & ")"'),
        ],
        lines: ['trigger → of_ticket → progress → note'],
        // What happened first is told first.
        settings: { orderingKey: 'trigger.issue.key' },
      }),
    },
  ],
};

function note(ticket: string, text: string) {
  return action({
    id: 'note',
    label: '@{words.note}',
    role: 'core',
    action: 'create-ticket-comment',
    input: `{"ticketId": ${ticket}, "body": ${text}, "visibility": "internal", "authorType": "system"}`,
  });
}
