import { defineConnector } from '@joinery/connector-sdk';
import {
  createApproval,
  decideApprovalTask,
  getApproval,
  listApprovals,
  withdrawApproval,
} from './actions/approvals.ts';
import { recallMessage, replyMessage, updateCard } from './actions/change-message.ts';
import {
  everyChat,
  everyDepartment,
  findPeople,
  getPerson,
  listChats,
  listDepartmentPeople,
  listDepartments,
} from './actions/directory.ts';
import { sendCardMessage, sendMessage, sendPostMessage, sendTextMessage } from './actions/send-message.ts';
import { sendRobotMessage } from './actions/send-robot-message.ts';
import { approvalForm } from './approval-form.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { department } from './objects/department.ts';
import { pageOfPeople, person } from './objects/person.ts';
import { approvalTriggers } from './triggers/approval-triggers.ts';
import { eventTriggers } from './triggers/event-triggers.ts';
import { webhooks } from './triggers/events.ts';

/** Feishu and Lark: messages of an app and of group robots, the directory, approvals, and the app's events. */
export const connector = defineConnector({
  manifest: {
    name: 'feishu',
    version: '1.0.0',
    title: { zh: '飞书', en: 'Feishu' },
    description: {
      zh: '发送消息与卡片、群机器人、通讯录、审批与事件;也适用于 Lark。',
      en: 'Messages and cards, group robots, the directory, approvals and events; for Lark too.',
    },
    categories: ['messaging', 'hr', 'oa'],
    docs: [{ title: { zh: '飞书开放平台', en: 'Feishu open platform' }, url: 'https://open.feishu.cn/document/' }],
    hosts: ['{connection.domain}'],
    baseUrl: '{connection.domain}/open-apis',
    errors,
    vendorError,
    // A little longer than the vendor's second: calls can arrive closer together than they left.
    budgets: {
      messages: {
        windows: [
          { limit: 50, perMs: 1_100 },
          { limit: 1_000, perMs: 60_000 },
        ],
      },
      contact: {
        windows: [
          { limit: 50, perMs: 1_100 },
          { limit: 1_000, perMs: 60_000 },
        ],
      },
      approvals: {
        windows: [
          { limit: 50, perMs: 1_100 },
          { limit: 1_000, perMs: 60_000 },
        ],
      },
      'new-approvals': { windows: [{ limit: 100, perMs: 61_000 }] },
      robot: {
        windows: [
          { limit: 5, perMs: 1_100 },
          { limit: 100, perMs: 60_000 },
        ],
      },
    },
    webhooks,
    options: {
      chats: { operation: everyChat, value: 'item.chat_id', label: 'item.name' },
      departments: { operation: everyDepartment, value: 'item.open_department_id', label: 'item.name' },
    },
    schemas: { 'approval-form': approvalForm },
  },
  connection,
  actions: {
    'send-text-message': sendTextMessage,
    'send-post-message': sendPostMessage,
    'send-card-message': sendCardMessage,
    'send-message': sendMessage,
    'reply-message': replyMessage,
    'update-card': updateCard,
    'recall-message': recallMessage,
    'send-robot-message': sendRobotMessage,
    'find-people': findPeople,
    'get-person': getPerson,
    'list-department-people': listDepartmentPeople,
    'list-departments': listDepartments,
    'list-chats': listChats,
    'create-approval': createApproval,
    'get-approval': getApproval,
    'list-approvals': listApprovals,
    'withdraw-approval': withdrawApproval,
    'decide-approval-task': decideApprovalTask,
  },
  triggers: { ...eventTriggers, ...approvalTriggers },
  objects: { person, department },
  code: { 'objects.person.list': { page: pageOfPeople } },
});

export default connector;
