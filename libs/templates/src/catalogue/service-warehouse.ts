import type { JsonObject, Template } from '@joinery/contracts';
import { alike, asScheduled, expression, labelled, labels, schedules, roles, via } from './pieces.ts';

/** One object of the core as rows of a table, keyed by its id. */
const intoTable = (role: string, object: string, row: string): JsonObject => ({
  version: 1,
  a: { ...via('core'), object },
  b: { ...via(role), object: 'row' },
  direction: 'a-to-b',
  match: [alike(['id'], ['id'], 'exact')],
  mappings: { aToB: expression(row) },
  deletes: { policy: '@{choices.deleted}' },
  ...asScheduled,
});

const table = (role: string, zh: string, en: string) => ({ role, connector: 'postgres', title: { zh, en } });

/** Tickets, service records and ratings as tables an analyst can use: everything once, then what changes. */
export const serviceWarehouse: Template = {
  name: 'service-warehouse-postgres',
  scenario: 'service-data',
  title: { zh: '服务数据入仓:客服核心到 PostgreSQL', en: 'Service data in PostgreSQL' },
  summary: {
    zh: '工单、服务记录与满意度写入数据平台的三张表:先全量,后增量;工单变化即时入仓,不合格的行单独列出,不影响其他行。',
    en: 'Tickets, service records and ratings in three tables of the data platform: everything first, then changes. Tickets arrive at once; a row that does not fit is listed and holds up no other.',
  },
  connections: [
    roles.core,
    table('tickets', '工单表(ods_ticket)', 'Table of tickets (ods_ticket)'),
    table('records', '服务记录表(ods_service_record)', 'Table of service records (ods_service_record)'),
    table('ratings', '满意度表(ods_satisfaction)', 'Table of ratings (ods_satisfaction)'),
  ],
  choices: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...schedules,
      deleted: {
        type: 'string',
        enum: ['ignore', 'delete'],
        default: 'ignore',
        'x-title': { zh: '核心里删除的记录', en: 'Records deleted in the core' },
        'x-labels': {
          ignore: { zh: '保留在仓库里', en: 'Stay in the warehouse' },
          delete: { zh: '从仓库里删除', en: 'Are deleted there too' },
        },
      },
    },
  },
  words: labels('ticketStatus', 'ticketPriority'),
  parts: [
    {
      key: 'tickets',
      kind: 'sync',
      title: { zh: '工单入仓', en: 'Tickets into the warehouse' },
      summary: { zh: '编码与中文名称各一列;变化即时入仓。', en: 'Codes and labels side by side; changes at once.' },
      document: {
        ...intoTable(
          'tickets',
          'ticket',
          `{
            "id": id,
            "number": number,
            "subject": subject,
            "type": type,
            "status": status,
            "status_label": ${labelled('ticketStatus', 'status')},
            "priority": priority,
            "priority_label": ${labelled('ticketPriority', 'priority')},
            "channel": channel,
            "customer_id": customerId,
            "contact_id": requesterContactId,
            "agent_id": assigneeAgentId,
            "group_id": groupId,
            "created_at": createdAt,
            "updated_at": updatedAt,
            "resolved_at": resolvedAt,
            "closed_at": closedAt
          }`,
        ),
        realTime: [
          {
            side: 'a',
            trigger: 'ticket-event-received',
            settings: { events: ['ticket.created', 'ticket.updated', 'ticket.deleted'] },
            id: 'ticket.id',
            deleted: 'type = "ticket.deleted"',
          },
        ],
      },
    },
    {
      key: 'records',
      kind: 'sync',
      title: { zh: '服务记录入仓', en: 'Service records into the warehouse' },
      summary: { zh: '通话、会话与上门。', en: 'Calls, chats and visits.' },
      document: intoTable(
        'records',
        'service-record',
        `{
          "id": id,
          "kind": kind,
          "direction": direction,
          "contact_id": contactId,
          "customer_id": customerId,
          "agent_id": agentId,
          "ticket_id": ticketId,
          "started_at": startedAt,
          "ended_at": endedAt,
          "duration_seconds": durationSec,
          "wait_seconds": waitSec,
          "result": result
        }`,
      ),
    },
    {
      key: 'ratings',
      kind: 'sync',
      title: { zh: '满意度入仓', en: 'Ratings into the warehouse' },
      summary: { zh: '评分、级别与评语。', en: 'Score, level and comment.' },
      document: intoTable(
        'ratings',
        'satisfaction-rating',
        `{
          "id": id,
          "target_type": targetType,
          "target_id": targetId,
          "score": score,
          "level": level,
          "comment": comment,
          "rated_at": ratedAt
        }`,
      ),
    },
  ],
};
