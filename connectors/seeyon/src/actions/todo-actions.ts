import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import { post } from '../manifest-parts.ts';

const taskId = field.text('任务标识', 'Task id', {
  minLength: 1,
  maxLength: 100,
  'x-help': {
    zh: '在第三方系统中唯一且不变,例如工单号',
    en: 'Unique and lasting over there: the ticket’s number, say',
  },
});
const done = recordOf({ taskId: field.text('任务标识', 'Task id') }, ['taskId']);
const optional = (name: string): string => `$exists(input.${name}) ? input.${name} : ''`;

export const pushTodo = defineAction({
  title: { zh: '推送待办', en: 'Push a todo' },
  description: { zh: '把待办推到致远的第三方待办栏', en: 'Puts a todo of ours on a person’s list in Seeyon' },
  input: form(
    {
      taskId,
      title: field.text('标题', 'Title', { minLength: 1, maxLength: 500 }),
      receiver: field.text('接收人登录名', 'Login of the receiver', { minLength: 1, maxLength: 100 }),
      sender: field.text('发送人登录名', 'Login of the sender', { minLength: 1, maxLength: 100 }),
      senderName: field.text('发送人姓名', 'Name of the sender', { maxLength: 100 }),
      content: field.text('内容', 'Content', { maxLength: 4_000, 'x-multiline': true }),
      createdAt: field.text('创建时间', 'Created at', {
        pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$',
        'x-help': { zh: '系统本地时间,如 2026-11-22 10:00:00', en: 'Local time over there: 2026-11-22 10:00:00' },
      }),
      url: field.text('电脑端链接', 'Link', { format: 'uri', maxLength: 2_000 }),
      mobileUrl: field.text('移动端链接', 'Link on phones', { format: 'uri', maxLength: 2_000 }),
    },
    ['taskId', 'title', 'receiver', 'sender', 'createdAt', 'url'],
  ),
  output: done,
  sample: { taskId: 'ticket-12' },
  effect: { class: 'unsafe' },
  operation: post(
    '/thirdpartyPending/receive',
    `{
      'registerCode': connection.registerCode,
      'taskId': input.taskId,
      'thirdSenderId': input.sender,
      'thirdReceiverId': input.receiver,
      'noneBindingSender': input.sender,
      'noneBindingReceiver': input.receiver,
      'senderName': $exists(input.senderName) ? input.senderName : input.sender,
      'title': input.title,
      'content': ${optional('content')},
      'creationDate': input.createdAt,
      'state': '0',
      'subState': '0',
      'url': input.url,
      'h5url': ${optional('mobileUrl')}
    }`,
    "{'taskId': input.taskId}",
  ),
});

export const closeTodo = defineAction({
  title: { zh: '完成待办', en: 'Close a todo' },
  input: form(
    {
      taskId,
      outcome: {
        ...field.choice('结果', 'Outcome', {
          0: ['同意', 'Agreed'],
          1: ['不同意', 'Disagreed'],
          2: ['取消', 'Cancelled'],
          3: ['驳回', 'Rejected'],
        }),
        default: '0',
      },
    },
    ['taskId'],
  ),
  output: done,
  sample: { taskId: 'ticket-12' },
  effect: { class: 'idempotent' },
  operation: post(
    '/thirdpartyPending/updatePendingState',
    "{'registerCode': connection.registerCode, 'taskId': input.taskId, 'state': '1', 'subState': $exists(input.outcome) ? input.outcome : '0'}",
    "{'taskId': input.taskId}",
  ),
});
