import { defineConnector } from '@joinery/connector-sdk';
import { findMember, getMember, listAccounts, listDepartmentMembers, listDepartments } from './actions/directory.ts';
import {
  finishWorkitem,
  getProcessData,
  getProcessState,
  listPending,
  repealProcess,
  returnWorkitem,
  startProcess,
  stopProcess,
  uploadAttachment,
} from './actions/process-actions.ts';
import { closeTodo, pushTodo } from './actions/todo-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { department, member } from './objects/records.ts';
import { processReported, webhooks } from './triggers/process-reported.ts';
import { pageOfDepartments, pageOfMembers } from './walk-organisation.ts';

/** Seeyon V5 and A8: processes, todos, units, departments and members. Code walks the organisation; all else is data. */
export const connector = defineConnector({
  manifest: {
    name: 'seeyon',
    version: '1.0.0',
    title: { zh: '致远 A8', en: 'Seeyon A8' },
    description: {
      zh: '发起与处理协同流程、推送待办、读取组织与人员;适用于 V5、A8 的 REST 接口。',
      en: 'Starts and handles processes, pushes todos, reads units and members; for the REST interfaces of V5 and A8.',
    },
    categories: ['oa'],
    docs: [
      { title: { zh: '致远开放平台', en: 'Seeyon open platform' }, url: 'https://open.seeyoncloud.com/seeyonapi/' },
    ],
    hosts: ['{connection.baseUrl}'],
    baseUrl: '{connection.baseUrl}/seeyon/rest',
    headers: { accept: "'application/json'" },
    errors,
    vendorError,
    webhooks,
  },
  connection,
  actions: {
    'start-process': startProcess,
    'finish-workitem': finishWorkitem,
    'return-workitem': returnWorkitem,
    'stop-process': stopProcess,
    'repeal-process': repealProcess,
    'get-process-state': getProcessState,
    'get-process-data': getProcessData,
    'list-pending': listPending,
    'upload-attachment': uploadAttachment,
    'push-todo': pushTodo,
    'close-todo': closeTodo,
    'list-units': listAccounts,
    'list-departments': listDepartments,
    'list-department-members': listDepartmentMembers,
    'get-member': getMember,
    'find-member': findMember,
  },
  triggers: { 'process-reported': processReported },
  objects: { member, department },
  code: {
    'actions.list-departments': { page: pageOfDepartments },
    'objects.department.list': { page: pageOfDepartments },
    'objects.member.list': { page: pageOfMembers },
  },
});

export default connector;
