import { defineAction } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { form, ids, link, longText, text } from '../fields.ts';
import { newRequest } from '../requests.ts';

const unionId = text('负责人 unionid', 'unionid of the owner', {
  'x-help': { zh: '待办使用 unionid 而不是 userid', en: 'Todos go by unionid, not by userid' },
});
const todoId: JsonObject = { type: 'string', 'x-title': { zh: '待办标识', en: 'Todo id' } };

/** DingTalk takes a `sourceId` once: its second use is refused with “task exist”. */
export const createTodo = defineAction({
  title: { zh: '新建待办', en: 'Create a todo' },
  input: form(
    {
      unionId,
      subject: text('标题', 'Subject', { maxLength: 1_000 }),
      description: longText('说明', 'Description', 4_000),
      dueAt: { type: 'string', format: 'date-time', 'x-title': { zh: '截止时间', en: 'Due at' } },
      executorUnionIds: ids('执行人 unionid', 'unionids of who does it', 100),
      url: link('详情链接', 'Link'),
      priority: {
        type: 'integer',
        enum: [10, 20, 30, 40],
        default: 20,
        'x-title': { zh: '优先级', en: 'Priority' },
        'x-labels': {
          10: { zh: '较低', en: 'Low' },
          20: { zh: '普通', en: 'Normal' },
          30: { zh: '紧急', en: 'Urgent' },
          40: { zh: '非常紧急', en: 'Very urgent' },
        },
      },
    },
    ['unionId', 'subject'],
  ),
  output: {
    type: 'object',
    required: ['created'],
    properties: {
      id: todoId,
      created: { type: 'boolean', 'x-title': { zh: '新建(否则先前已建)', en: 'Created now, or before' } },
    },
    additionalProperties: true,
  },
  sample: { id: 'OPJ1', created: true },
  effect: { class: 'idempotent', key: { send: { in: 'body', path: ['sourceId'] }, shape: 'uuid' } },
  operation: {
    kind: 'request',
    request: newRequest('POST', '/todo/users/{input.unionId}/tasks', 'todos', {
      query: { operatorId: 'input.unionId' },
      body: `{
        'subject': input.subject,
        'creatorId': input.unionId,
        'description': input.description,
        'dueTime': $toMillis(input.dueAt),
        'executorIds': $count(input.executorUnionIds) > 0 ? [input.executorUnionIds] : [input.unionId],
        'detailUrl': input.url ? {'appUrl': input.url, 'pcUrl': input.url} : (),
        'priority': $exists(input.priority) ? input.priority : 20
      }`,
    }),
    errors: [
      {
        when: { expression: "body.code = 'todo.taskCreate.paramError' and $contains(body.message, 'task exist')" },
        meaning: 'success',
      },
    ],
    output: "{'id': body.id, 'created': $exists(body.id)}",
  },
});

export const completeTodo = defineAction({
  title: { zh: '完成待办', en: 'Complete a todo' },
  input: form({ unionId, todoId: { ...todoId, minLength: 1, maxLength: 200 } }, ['unionId', 'todoId']),
  output: { type: 'object', required: ['id'], properties: { id: todoId } },
  sample: { id: 'OPJ1' },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: newRequest('PUT', '/todo/users/{input.unionId}/tasks/{input.todoId}', 'todos', {
      query: { operatorId: 'input.unionId' },
      body: "{'done': true}",
    }),
    output: "{'id': input.todoId}",
  },
});
