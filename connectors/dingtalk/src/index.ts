import { defineConnector } from '@joinery/connector-sdk';
import {
  commentApproval,
  createApproval,
  decideApprovalTask,
  getApproval,
  listApprovals,
  withdrawApproval,
} from './actions/approvals.ts';
import {
  findPersonByMobile,
  findPersonByUnionid,
  getDepartment,
  getPerson,
  listDepartmentPeople,
  listDepartments,
} from './actions/directory.ts';
import { messageGroup, messagePeople, recallMessages } from './actions/send-bot-message.ts';
import {
  getNoticeResult,
  recallNotice,
  sendCardNotice,
  sendMarkdownNotice,
  sendNotice,
  sendTextNotice,
} from './actions/send-notice.ts';
import { sendRobotMessage } from './actions/send-robot-message.ts';
import { completeTodo, createTodo } from './actions/todos.ts';
import { approvalForm } from './approval-form.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { department, pageOfDepartments } from './objects/department.ts';
import { pageOfPeople, person } from './objects/person.ts';
import { eventTriggers } from './triggers/event-triggers.ts';
import { cardClicked, messageReceived } from './triggers/robot-triggers.ts';
import { webhooks } from './triggers/schemes.ts';

/** DingTalk allows each interface twenty calls a second; a little longer than that second, for calls that bunch up. */
const twentyASecond = { windows: [{ limit: 20, perMs: 1_100 }] };

/** DingTalk: notices, robots, the directory, approvals, todos, and the app's events. */
export const connector = defineConnector({
  manifest: {
    name: 'dingtalk',
    version: '1.0.0',
    title: { zh: '钉钉', en: 'DingTalk' },
    description: {
      zh: '工作通知、机器人消息、通讯录、OA 审批、待办与事件。',
      en: 'Work notices, robots, the directory, approvals, todos and events.',
    },
    categories: ['messaging', 'hr', 'oa'],
    docs: [{ title: { zh: '钉钉开放平台', en: 'DingTalk open platform' }, url: 'https://open.dingtalk.com/document/' }],
    hosts: ['{connection.apiUrl}', '{connection.oapiUrl}'],
    baseUrl: '{connection.apiUrl}',
    errors,
    vendorError,
    budgets: {
      messages: twentyASecond,
      contact: twentyASecond,
      approvals: twentyASecond,
      todos: twentyASecond,
      robot: { windows: [{ limit: 20, perMs: 61_000 }] },
    },
    webhooks,
    options: {
      departments: {
        operation: { kind: 'code', paginated: true },
        value: 'item.dept_id',
        label: 'item.name',
      },
    },
    schemas: { 'approval-form': approvalForm },
  },
  connection,
  actions: {
    'send-text-notice': sendTextNotice,
    'send-markdown-notice': sendMarkdownNotice,
    'send-card-notice': sendCardNotice,
    'send-notice': sendNotice,
    'get-notice-result': getNoticeResult,
    'recall-notice': recallNotice,
    'send-robot-message': sendRobotMessage,
    'message-people': messagePeople,
    'message-group': messageGroup,
    'recall-messages': recallMessages,
    'get-person': getPerson,
    'find-person-by-mobile': findPersonByMobile,
    'find-person-by-unionid': findPersonByUnionid,
    'list-department-people': listDepartmentPeople,
    'list-departments': listDepartments,
    'get-department': getDepartment,
    'create-approval': createApproval,
    'get-approval': getApproval,
    'list-approvals': listApprovals,
    'withdraw-approval': withdrawApproval,
    'decide-approval-task': decideApprovalTask,
    'comment-approval': commentApproval,
    'create-todo': createTodo,
    'complete-todo': completeTodo,
  },
  triggers: { ...eventTriggers, 'message-received': messageReceived, 'card-clicked': cardClicked },
  objects: { person, department },
  code: {
    'objects.person.list': { page: pageOfPeople },
    'objects.department.list': { page: pageOfDepartments },
    'options.departments': { page: pageOfDepartments },
  },
});

export default connector;
