import { defineAction } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { form, ids, link, longText, text } from '../fields.ts';
import { oldRequest } from '../requests.ts';

const receivers: JsonObject = {
  userIds: ids('接收成员', 'People', 100),
  departmentIds: {
    type: 'array',
    maxItems: 20,
    items: { type: ['integer', 'string'], 'x-options': 'departments' },
    'x-title': { zh: '接收部门', en: 'Departments' },
  },
  everybody: { type: 'boolean', default: false, 'x-title': { zh: '发送给所有人', en: 'To everybody' } },
};

const taskId: JsonObject = { type: 'integer', 'x-title': { zh: '任务标识', en: 'Task id' } };

/** Work notices differ in what is inside the message; without a key, an answer that was lost is a question for a person. */
const notice = (properties: JsonObject, required: readonly string[], msg: string) => ({
  input: form({ ...receivers, ...properties }, required),
  output: {
    type: 'object',
    required: ['task_id'],
    properties: { task_id: taskId },
    additionalProperties: true,
  } satisfies JsonObject,
  sample: { task_id: 256271667526, request_id: '4jzllmte0wau' },
  effect: { class: 'unsafe' as const },
  operation: {
    kind: 'request' as const,
    request: oldRequest(
      '/topapi/message/corpconversation/asyncsend_v2',
      `{
        'agent_id': $number(connection.agentId),
        'userid_list': $count(input.userIds) > 0 ? $join(input.userIds, ',') : (),
        'dept_id_list': $count(input.departmentIds) > 0 ? $join([input.departmentIds.$string()], ',') : (),
        'to_all_user': input.everybody = true,
        'msg': ${msg}
      }`,
      'messages',
    ),
    output: "{'task_id': body.task_id, 'request_id': body.request_id}",
  },
});

export const sendTextNotice = defineAction({
  title: { zh: '发送文本工作通知', en: 'Send a text as work notice' },
  ...notice(
    { text: longText('内容', 'Text', 2_000) },
    ['text'],
    "{'msgtype': 'text', 'text': {'content': input.text}}",
  ),
});

export const sendMarkdownNotice = defineAction({
  title: { zh: '发送 Markdown 工作通知', en: 'Send Markdown as work notice' },
  ...notice(
    { title: text('标题', 'Title'), text: longText('正文(Markdown)', 'Text (Markdown)', 5_000) },
    ['title', 'text'],
    "{'msgtype': 'markdown', 'markdown': {'title': input.title, 'text': input.text}}",
  ),
});

export const sendCardNotice = defineAction({
  title: { zh: '发送卡片工作通知', en: 'Send a card as work notice' },
  description: { zh: '标题、Markdown 正文与一个按钮', en: 'A title, Markdown and one button' },
  ...notice(
    {
      title: text('标题', 'Title'),
      text: longText('正文(Markdown)', 'Text (Markdown)', 5_000),
      buttonText: text('按钮文字', 'Text of the button', { maxLength: 20 }),
      buttonUrl: link('按钮链接', 'Link of the button'),
    },
    ['title', 'text', 'buttonText', 'buttonUrl'],
    "{'msgtype': 'action_card', 'action_card': {'title': input.title, 'markdown': input.text, 'single_title': input.buttonText, 'single_url': input.buttonUrl}}",
  ),
});

export const sendNotice = defineAction({
  title: { zh: '发送任意类型工作通知', en: 'Send any kind of work notice' },
  description: {
    zh: '按钉钉“消息类型与数据格式”文档填写 msg 对象',
    en: 'The msg object as DingTalk documents it for each type',
  },
  ...notice(
    { message: { type: 'object', 'x-title': { zh: '消息(msg)', en: 'Message (msg)' } } },
    ['message'],
    'input.message',
  ),
});

/** DingTalk takes messages over its limits and delivers nothing, so what became of a notice must be asked. */
export const getNoticeResult = defineAction({
  title: { zh: '查询工作通知发送结果', en: 'See what became of a work notice' },
  description: {
    zh: '超出限额的通知也会返回成功,是否送达以此为准',
    en: 'A notice over the limits is accepted too; this says who got it',
  },
  input: form({ taskId }, ['taskId']),
  output: {
    type: 'object',
    properties: {
      read_user_id_list: list('已读', 'Read'),
      unread_user_id_list: list('未读', 'Unread'),
      failed_user_id_list: list('发送失败', 'Failed'),
      invalid_user_id_list: list('无效成员', 'Unknown people'),
      forbidden_list: {
        type: 'array',
        'x-title': { zh: '被限制', en: 'Held back' },
        items: {
          type: 'object',
          properties: {
            code: { type: 'string', 'x-title': { zh: '原因', en: 'Reason' } },
            userid: { type: 'string', 'x-title': { zh: '成员', en: 'Person' } },
          },
          additionalProperties: true,
        },
      },
    },
    additionalProperties: true,
  },
  sample: {
    invalid_user_id_list: [],
    forbidden_list: [{ code: '143106', count: 1, userid: 'lina' }],
    failed_user_id_list: [],
    read_user_id_list: ['zhangwei'],
    unread_user_id_list: ['wangfang'],
    invalid_dept_id_list: [],
  },
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: oldRequest(
      '/topapi/message/corpconversation/getsendresult',
      "{'agent_id': $number(connection.agentId), 'task_id': input.taskId}",
      'messages',
    ),
    output: 'body.send_result',
  },
});

export const recallNotice = defineAction({
  title: { zh: '撤回工作通知', en: 'Recall a work notice' },
  description: { zh: '发送后 24 小时内', en: 'Within 24 hours' },
  input: form({ taskId }, ['taskId']),
  output: { type: 'object', required: ['task_id'], properties: { task_id: taskId } },
  sample: { task_id: 256271667526 },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: oldRequest(
      '/topapi/message/corpconversation/recall',
      "{'agent_id': $number(connection.agentId), 'msg_task_id': input.taskId}",
      'messages',
    ),
    output: "{'task_id': input.taskId}",
  },
});

function list(zh: string, en: string): JsonObject {
  return { type: 'array', items: { type: 'string' }, 'x-title': { zh, en } };
}
