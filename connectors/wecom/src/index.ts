import { defineConnector } from '@joinery/connector-sdk';
import { createApproval, getApproval, listApprovals } from './actions/approvals.ts';
import {
  everyDepartment,
  findPersonByEmail,
  findPersonByMobile,
  getDepartment,
  getPerson,
  listDepartmentPeople,
  listDepartments,
} from './actions/directory.ts';
import {
  recallMessage,
  sendButtonCard,
  sendCardMessage,
  sendMarkdownMessage,
  sendMessage,
  sendTextMessage,
  updateCard,
} from './actions/send-message.ts';
import { sendRobotMessage } from './actions/send-robot-message.ts';
import { approvalForm } from './approval-form.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { department } from './objects/department.ts';
import { pageOfPeople, person } from './objects/person.ts';
import { eventTriggers } from './triggers/event-triggers.ts';
import { webhooks } from './triggers/schemes.ts';

const perMinute = (limit: number) => ({ windows: [{ limit, perMs: 61_000 }] });

/** WeCom: messages of an app and of group robots, the directory, approvals, and the app's events. */
export const connector = defineConnector({
  manifest: {
    name: 'wecom',
    version: '1.0.0',
    title: { zh: '企业微信', en: 'WeCom' },
    description: {
      zh: '应用消息与卡片、群机器人、通讯录、审批与事件。',
      en: 'Messages and cards, group robots, the directory, approvals and events.',
    },
    categories: ['messaging', 'hr', 'oa'],
    docs: [
      {
        title: { zh: '企业微信开发者中心', en: 'WeCom developer centre' },
        url: 'https://developer.work.weixin.qq.com/document/',
      },
    ],
    hosts: ['{connection.baseUrl}'],
    baseUrl: '{connection.baseUrl}',
    errors,
    vendorError,
    budgets: {
      messages: perMinute(10_000),
      contact: perMinute(10_000),
      approvals: perMinute(600),
      robot: perMinute(20),
    },
    webhooks,
    options: { departments: { operation: everyDepartment, value: 'item.id', label: 'item.name' } },
    schemas: { 'approval-form': approvalForm },
  },
  connection,
  actions: {
    'send-text-message': sendTextMessage,
    'send-markdown-message': sendMarkdownMessage,
    'send-card-message': sendCardMessage,
    'send-button-card': sendButtonCard,
    'send-message': sendMessage,
    'update-card': updateCard,
    'recall-message': recallMessage,
    'send-robot-message': sendRobotMessage,
    'get-person': getPerson,
    'find-person-by-mobile': findPersonByMobile,
    'find-person-by-email': findPersonByEmail,
    'list-department-people': listDepartmentPeople,
    'list-departments': listDepartments,
    'get-department': getDepartment,
    'create-approval': createApproval,
    'get-approval': getApproval,
    'list-approvals': listApprovals,
  },
  triggers: eventTriggers,
  objects: { person, department },
  code: { 'objects.person.list': { page: pageOfPeople } },
});

export default connector;
