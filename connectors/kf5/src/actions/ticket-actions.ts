import { defineAction, field, form } from '@joinery/connector-sdk';
import { list } from '../operations.ts';
import { commentSample, commentSchema, customFields, ticketSample, ticketSchema } from '../schemas.ts';

const id = field.whole('工单编号', 'Number of the ticket', { minimum: 1 });
const text = (zh: string, en: string) => field.text(zh, en, { minLength: 1, maxLength: 60_000, 'x-multiline': true });
const statuses = {
  new: ['尚未受理', 'New'],
  open: ['受理中', 'Open'],
  pending: ['等待回复', 'Pending'],
  solved: ['已解决', 'Solved'],
  closed: ['已关闭', 'Closed'],
} as const;
const fields = {
  title: field.text('标题', 'Title', { minLength: 1, maxLength: 255 }),
  type: field.choice('类型', 'Type', {
    question: ['咨询', 'Question'],
    incident: ['事件', 'Incident'],
    problem: ['问题', 'Problem'],
    task: ['任务', 'Task'],
  }),
  status: field.choice('状态', 'Status', statuses),
  priority: field.choice('优先级', 'Priority', {
    low: ['低', 'Low'],
    medium: ['正常', 'Normal'],
    high: ['高', 'High'],
    urgent: ['紧急', 'Urgent'],
  }),
  assigneeId: field.whole('受理客服', 'Assignee', { 'x-options': 'agents' }),
  groupId: field.whole('客服组', 'Group', { 'x-options': 'groups' }),
  customFields,
};
const names = {
  title: 'title',
  type: 'type',
  status: 'status',
  priority: 'priority',
  assigneeId: 'assignee_id',
  groupId: 'group_id',
} as const;
const given = [
  ...Object.entries(names).map(([ours, theirs]) => `$exists(input.${ours}) ? {'${theirs}': input.${ours}} : {}`),
  "$exists(input.customFields) ? {'custom_fields': [input.customFields]} : {}",
].join(', ');
const tags = field.list('标签', 'Tags', { type: 'string', minLength: 1, pattern: '^[^,\\s]+$' });
const ticketPath = '/tickets/{input.id}.json';
const one = form({ id }, ['id']);

export const getTicket = defineAction({
  title: { zh: '读取工单', en: 'Get a ticket' },
  input: one,
  output: ticketSchema,
  sample: ticketSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: { kind: 'request', request: { method: 'GET', path: ticketPath }, output: 'body.ticket' },
});

export const listTickets = defineAction({
  title: { zh: '列出工单', en: 'List tickets' },
  input: form({
    updatedSince: field.text('此后有更新', 'Updated since', {
      pattern: '^\\d{4}-\\d{2}-\\d{2}( \\d{2}:\\d{2}:\\d{2})?$',
      'x-placeholder': '2026-09-01 08:00:00',
    }),
  }),
  output: ticketSchema,
  sample: ticketSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: list('/tickets.json', 'tickets', { updated_start: 'input.updatedSince' }),
});

/** KF5 takes no idempotency key, so it becomes a tag, which customers do not see. */
const mark = "'joinery-' & state.idempotencyKey";

export const createTicket = defineAction({
  title: { zh: '新建工单', en: 'Create a ticket' },
  description: {
    zh: '标签中带一个 joinery-… 标记,网络中断后据此在最新 100 条中查找,不会重复新建',
    en: 'Its tags hold a mark joinery-… by which it is found among the newest hundred after a broken connection instead of being made twice',
  },
  input: form(
    {
      ...fields,
      content: text('描述', 'Description'),
      requesterId: field.whole('请求人标识', 'Id of the requester', { minimum: 1 }),
      requesterName: field.text('请求人姓名', 'Name of the requester', { minLength: 1, maxLength: 255 }),
      requesterEmail: field.text('请求人邮箱', 'E-mail of the requester', { format: 'email', 'x-sensitive': true }),
      tags,
    },
    ['title', 'content'],
  ),
  output: ticketSchema,
  sample: ticketSample,
  effect: {
    class: 'checkable',
    key: { shape: 'hex32' },
    lookUp: {
      operation: {
        kind: 'request',
        request: { method: 'GET', path: '/tickets.json', query: { created_order: "'desc'", per_page: "'100'" } },
      },
      found: `($mark := ${mark}; $count(body.tickets[$mark in tags]) > 0)`,
      output: `($mark := ${mark}; body.tickets[$mark in tags][0])`,
    },
  },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/tickets.json',
      body: `{'ticket': $merge([${given},
        {'comment': {'content': input.content}, 'tags': $append($exists(input.tags) ? [input.tags] : [], [${mark}])},
        $exists(input.requesterId) ? {'requester_id': input.requesterId} : {},
        $exists(input.requesterEmail) ? {'requester': {'email': input.requesterEmail,
          'name': $exists(input.requesterName) ? input.requesterName : input.requesterEmail}} : {}])}`,
    },
    output: 'body.ticket',
  },
});

export const updateTicket = defineAction({
  title: { zh: '更新工单', en: 'Update a ticket' },
  description: { zh: '标签整体替换', en: 'Tags are replaced as a whole' },
  input: form({ id, ...fields, tags }, ['id']),
  output: ticketSchema,
  sample: ticketSample,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'PUT',
      path: ticketPath,
      body: `{'ticket': $merge([${given}, $exists(input.tags) ? {'tags': [input.tags]} : {}])}`,
    },
    output: 'body.ticket',
  },
});

/** A comment cannot be told from another one with the same words, so a lost answer is a question for a person. */
export const addComment = defineAction({
  title: { zh: '添加回复', en: 'Add a comment' },
  input: form(
    {
      id,
      content: text('内容', 'Content'),
      public: field.flag('请求人可见', 'Visible to the requester'),
      status: field.choice('同时改为状态', 'And set the status', statuses),
    },
    ['id', 'content'],
  ),
  output: ticketSchema,
  sample: ticketSample,
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: {
      method: 'PUT',
      path: ticketPath,
      body: `{'ticket': $merge([{'comment': {'content': input.content, 'public': $not(input.public = false)}},
        $exists(input.status) ? {'status': input.status} : {}])}`,
    },
    output: 'body.ticket',
  },
});

export const listComments = defineAction({
  title: { zh: '列出回复', en: 'List comments' },
  input: one,
  output: commentSchema,
  sample: commentSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: list('/tickets/{input.id}/comments.json', 'comments', { sort_order: "'asc'" }),
});
