import { defineAction, field, form } from '@joinery/connector-sdk';
import { list } from '../operations.ts';
import { commentSample, commentSchema, customFields, ticketSample, ticketSchema } from '../schemas.ts';

const id = field.whole('工单编号', 'Number of the ticket', { minimum: 1 });
const text = (zh: string, en: string) => field.text(zh, en, { minLength: 1, maxLength: 65_000, 'x-multiline': true });
const isPublic = field.flag('请求人可见', 'Visible to the requester');
const one = form({ id }, ['id']);
const ticketPath = '/tickets/{input.id}';

const statuses = {
  new: ['新建', 'New'],
  open: ['处理中', 'Open'],
  pending: ['待客户回应', 'Pending'],
  hold: ['暂停', 'On hold'],
  solved: ['已解决', 'Solved'],
  closed: ['已关闭', 'Closed'],
} as const;

const fields = {
  subject: field.text('主题', 'Subject', { minLength: 1, maxLength: 255 }),
  type: field.choice('类型', 'Type', {
    question: ['咨询', 'Question'],
    incident: ['事件', 'Incident'],
    problem: ['问题', 'Problem'],
    task: ['任务', 'Task'],
  }),
  status: field.choice('状态', 'Status', statuses),
  priority: field.choice('优先级', 'Priority', {
    low: ['低', 'Low'],
    normal: ['正常', 'Normal'],
    high: ['高', 'High'],
    urgent: ['紧急', 'Urgent'],
  }),
  assigneeId: field.whole('受理人', 'Assignee', { 'x-options': 'agents' }),
  groupId: field.whole('组', 'Group', { 'x-options': 'groups' }),
  externalId: field.text('外部标识', 'External id', { minLength: 1, maxLength: 255 }),
  tags: field.list('标签', 'Tags', { type: 'string', minLength: 1, pattern: '^\\S+$' }),
  customFields,
};

const names = {
  subject: 'subject',
  type: 'type',
  status: 'status',
  priority: 'priority',
  assigneeId: 'assignee_id',
  groupId: 'group_id',
  externalId: 'external_id',
} as const;
/** What was given, under Zendesk's names; a list of one stays a list. */
const given = [
  ...Object.entries(names).map(([ours, theirs]) => `$exists(input.${ours}) ? {'${theirs}': input.${ours}} : {}`),
  "$exists(input.tags) ? {'tags': [input.tags]} : {}",
  "$exists(input.customFields) ? {'custom_fields': [input.customFields]} : {}",
].join(', ');

export const getTicket = defineAction({
  title: { zh: '读取工单', en: 'Get a ticket' },
  input: one,
  output: ticketSchema,
  sample: ticketSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: { kind: 'request', request: { method: 'GET', path: ticketPath }, output: 'body.ticket' },
});

export const searchTickets = defineAction({
  title: { zh: '查找工单', en: 'Search tickets' },
  description: {
    zh: '按 Zendesk 的搜索语法,如 status<solved priority:high;新建的工单要过一会儿才能搜到',
    en: 'In Zendesk’s search syntax: status<solved priority:high … A new ticket is found after a while',
  },
  input: form({
    query: field.text('条件', 'Query', { maxLength: 2_000, 'x-placeholder': 'status<solved priority:high' }),
  }),
  output: ticketSchema,
  sample: ticketSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: list('/search/export', 'results', {
    query: "$exists(input.query) ? input.query : ''",
    'filter[type]': "'ticket'",
  }),
});

export const createTicket = defineAction({
  title: { zh: '新建工单', en: 'Create a ticket' },
  description: {
    zh: '带幂等键,两小时内重复发送只会新建一张',
    en: 'With an idempotency key: sent again within two hours it makes one ticket',
  },
  input: form(
    {
      ...fields,
      comment: text('描述', 'Description'),
      public: isPublic,
      requesterId: field.whole('请求人标识', 'Id of the requester', { minimum: 1 }),
      requesterName: field.text('请求人姓名', 'Name of the requester', { minLength: 1, maxLength: 255 }),
      requesterEmail: field.text('请求人邮箱', 'E-mail of the requester', { format: 'email', 'x-sensitive': true }),
      organizationId: field.whole('组织', 'Organisation', { minimum: 1 }),
      followUpOf: field.whole('后续于(已关闭工单)', 'Follow-up of (closed ticket)', { minimum: 1 }),
    },
    ['subject', 'comment'],
  ),
  output: ticketSchema,
  sample: ticketSample,
  effect: {
    class: 'idempotent',
    key: { send: { in: 'header', name: 'Idempotency-Key' }, shape: 'uuid', rememberedForMs: 7_200_000 },
  },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/tickets',
      body: `{'ticket': $merge([${given},
        {'comment': {'body': input.comment, 'public': $not(input.public = false)}},
        $exists(input.requesterId) ? {'requester_id': input.requesterId} : {},
        $exists(input.requesterEmail) ? {'requester': {'email': input.requesterEmail,
          'name': $exists(input.requesterName) ? input.requesterName : input.requesterEmail}} : {},
        $exists(input.organizationId) ? {'organization_id': input.organizationId} : {},
        $exists(input.followUpOf) ? {'via_followup_source_id': input.followUpOf} : {}
      ])}`,
    },
    output: 'body.ticket',
  },
});

export const updateTicket = defineAction({
  title: { zh: '更新工单', en: 'Update a ticket' },
  description: {
    zh: '标签整体替换。填写“读取时的更新时间”后,期间被他人更新即为冲突',
    en: 'Tags are replaced as a whole. With the time of update as it was read, a change by somebody else is a conflict',
  },
  input: form(
    { id, ...fields, updatedStamp: field.text('读取时的更新时间', 'Time of update as read', { format: 'date-time' }) },
    ['id'],
  ),
  output: ticketSchema,
  sample: ticketSample,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'PUT',
      path: ticketPath,
      body: `{'ticket': $merge([${given},
        $exists(input.updatedStamp) ? {'updated_stamp': input.updatedStamp, 'safe_update': true} : {}])}`,
    },
    output: 'body.ticket',
  },
});

/** An update takes no idempotency key, so it goes into the metadata of the audit that the comment makes. */
export const addComment = defineAction({
  title: { zh: '添加评论', en: 'Add a comment' },
  input: form(
    {
      id,
      text: text('内容', 'Text'),
      public: isPublic,
      status: field.choice('同时改为状态', 'And set the status', statuses),
    },
    ['id', 'text'],
  ),
  output: ticketSchema,
  sample: ticketSample,
  effect: {
    class: 'checkable',
    key: { shape: 'hex32' },
    lookUp: {
      operation: {
        kind: 'request',
        before: [{ name: 'ticket', request: { method: 'GET', path: ticketPath }, output: 'body.ticket' }],
        request: {
          method: 'GET',
          path: `${ticketPath}/audits`,
          query: { sort: "'-created_at'", 'page[size]': "'100'" },
        },
      },
      found: 'state.idempotencyKey in body.audits.metadata.custom.joinery',
      output: 'state.ticket',
    },
  },
  operation: {
    kind: 'request',
    request: {
      method: 'PUT',
      path: ticketPath,
      body: `{'ticket': $merge([
        {'comment': {'body': input.text, 'public': $not(input.public = false)},
         'metadata': {'joinery': state.idempotencyKey}},
        $exists(input.status) ? {'status': input.status} : {}])}`,
    },
    output: 'body.ticket',
  },
});

export const listComments = defineAction({
  title: { zh: '列出评论', en: 'List comments' },
  input: one,
  output: commentSchema,
  sample: commentSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: list(`${ticketPath}/comments`, 'comments'),
});
