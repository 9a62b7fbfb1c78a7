import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import { emptyIsNotFound, list, oneOf, requestKey } from '../operations.ts';
import { customFields, ticketSample, ticketSchema } from '../schemas.ts';

const id = field.text('工单编号', 'Number of the ticket', { pattern: '^[0-9]{1,20}$' });
const text = (zh: string, en: string) => field.text(zh, en, { minLength: 1, maxLength: 60_000, 'x-multiline': true });
/** A closed set of numbers, which travel as texts in forms. */
const fields = {
  subject: field.text('主题', 'Subject', { minLength: 1, maxLength: 255 }),
  description: text('描述', 'Description'),
  status: field.choice('状态', 'Status', {
    '1': ['新建', 'New'],
    '2': ['已开启', 'Open'],
    '3': ['待回应', 'Pending'],
    '4': ['已解决', 'Solved'],
    '5': ['已关闭', 'Closed'],
  }),
  priority: field.choice('优先级', 'Priority', {
    '1': ['低', 'Low'],
    '2': ['正常', 'Normal'],
    '3': ['高', 'High'],
    '4': ['紧急', 'Urgent'],
  }),
  type: field.choice('类型', 'Type', {
    '1': ['问题', 'Question'],
    '2': ['事务', 'Request'],
    '3': ['故障', 'Incident'],
    '4': ['任务', 'Task'],
  }),
  contactId: field.text('联系人标识', 'Id of the contact', { pattern: '^[0-9]{1,20}$' }),
  agentId: field.text('受理客服', 'Agent', { pattern: '^[0-9]{1,20}$', 'x-options': 'agents' }),
  groupId: field.text('客服组标识', 'Id of the group', { pattern: '^[0-9]{1,20}$' }),
  templateId: field.text('工单模板标识', 'Id of the template', { pattern: '^[0-9]{1,20}$' }),
  customFields,
};
const names = {
  subject: 'subject',
  description: 'descript',
  contactId: 'custUserId',
  agentId: 'servicerUserId',
  groupId: 'servicerGroupId',
  templateId: 'ticketTemplateId',
} as const;
const numbers = { status: 'ticketStatus', priority: 'priorityLevel', type: 'ticketType' } as const;
const given = [
  ...Object.entries(names).map(([ours, theirs]) => `$exists(input.${ours}) ? {'${theirs}': input.${ours}} : {}`),
  ...Object.entries(numbers).map(
    ([ours, theirs]) => `$exists(input.${ours}) ? {'${theirs}': $number(input.${ours})} : {}`,
  ),
  "$exists(input.customFields) ? {'custom_fields': [input.customFields]} : {}",
].join(', ');
const ticketPath = '/tickets/{input.id}.json';

const outcome = recordOf(
  {
    id: field.optionalText('工单编号', 'Number of the ticket'),
    message: field.optionalText('帮我吧的说明', 'Words of Bangwo8'),
  },
  ['message'],
);
const sample = { id: '1001', message: 'OK' };
/** Older servers answer a write with no more than that it worked. */
const written = (id: string): string => `{'id': ${id}, 'message': $string(body.message)}`;

export const getTicket = defineAction({
  title: { zh: '读取工单', en: 'Get a ticket' },
  input: form({ id }, ['id']),
  output: ticketSchema,
  sample: ticketSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: { method: 'GET', path: ticketPath },
    output: oneOf('ticket'),
    errors: emptyIsNotFound('ticket'),
  },
});

export const listTickets = defineAction({
  title: { zh: '列出工单', en: 'List tickets' },
  input: form({
    updatedSince: field.text('此后有更新', 'Updated since', {
      pattern: '^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}$',
      'x-placeholder': '2026-09-01 08:00:00',
    }),
  }),
  output: ticketSchema,
  sample: ticketSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: list('/tickets.json', 'tickets', { updated_start: 'input.updatedSince' }),
});

export const createTicket = defineAction({
  title: { zh: '新建工单', en: 'Create a ticket' },
  description: {
    zh: '带请求标识,重复发送不会重复新建;较旧的服务器不返回工单编号',
    en: 'With a request id: sent again it makes no second ticket. Older servers do not answer the number',
  },
  input: form(fields, ['subject', 'description']),
  output: outcome,
  sample,
  effect: { class: 'idempotent', key: requestKey },
  operation: {
    kind: 'request',
    request: { method: 'POST', path: '/tickets.json', body: `{'ticket': $merge([${given}])}` },
    output: written(
      '$exists(body.data.ticketId) ? $string(body.data.ticketId) : $exists(body.ticketId) ? $string(body.ticketId) : null',
    ),
  },
});

export const updateTicket = defineAction({
  title: { zh: '更新工单', en: 'Update a ticket' },
  input: form({ id, ...fields }, ['id']),
  output: outcome,
  sample,
  effect: { class: 'idempotent', key: requestKey },
  operation: {
    kind: 'request',
    request: { method: 'PUT', path: ticketPath, body: `{'ticket': $merge([${given}])}` },
    output: written('input.id'),
  },
});

export const replyToTicket = defineAction({
  title: { zh: '回复工单', en: 'Reply to a ticket' },
  input: form({ id, text: text('内容', 'Text'), status: fields.status }, ['id', 'text']),
  output: outcome,
  sample,
  effect: { class: 'idempotent', key: requestKey },
  operation: {
    kind: 'request',
    request: {
      method: 'PUT',
      path: ticketPath,
      body: `{'ticket': $merge([{'ticketReply': {'replyMsg': input.text}},
        $exists(input.status) ? {'ticketStatus': $number(input.status)} : {}])}`,
    },
    output: written('input.id'),
  },
});
