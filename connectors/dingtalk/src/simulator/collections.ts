import { randomBytes } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import { textOf, type CollectionDefinition } from '@joinery/connector-sdk/simulator';
import { seed } from './seed.ts';

const id = (prefix = ''): string => prefix + randomBytes(12).toString('hex');
let tasks = 67_583_405_000;

const minute = (at: string): string => `${at.slice(0, 16)}Z`;

/** What a DingTalk organisation holds. A person writing to the robot, or clicking a card, is a record added here. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  users: {
    title: { zh: '成员', en: 'People' },
    key: 'userid',
    seed: seed.users,
    created: (draft) => ({ userid: id('u'), unionid: id('z'), name: '', dept_id_list: [1], active: true, ...draft }),
  },
  departments: {
    title: { zh: '部门', en: 'Departments' },
    key: 'dept_id',
    seed: seed.departments,
    created: (draft) => ({
      parent_id: 1,
      name: '',
      order: 0,
      ...draft,
      dept_id: Number(draft['dept_id'] ?? Date.now() % 1e9),
    }),
    // The sandbox names a record by a text.
    changed: (row) => ({ ...row, dept_id: Number(row['dept_id']), parent_id: Number(row['parent_id']) }),
  },
  groups: { title: { zh: '群组', en: 'Groups' }, key: 'openConversationId', seed: seed.groups },
  robots: {
    title: { zh: '群机器人', en: 'Group robots' },
    key: 'access_token',
    seed: seed.robots,
    created: (draft) => ({ access_token: id(), name: '', ...draft }),
  },
  templates: { title: { zh: '审批模板', en: 'Approval templates' }, key: 'processCode', seed: seed.templates },
  approvals: {
    title: { zh: '审批', en: 'Approvals' },
    key: 'processInstanceId',
    created: approval,
    changed: decided,
  },
  notices: { title: { zh: '工作通知', en: 'Work notices' }, key: 'task_id' },
  'bot-messages': { title: { zh: '应用机器人消息', en: 'Messages of the robot' }, key: 'processQueryKey' },
  todos: { title: { zh: '待办', en: 'Todos' }, key: 'id' },
  'incoming-messages': {
    title: { zh: '发给机器人的消息', en: 'Messages to the robot' },
    key: 'msgId',
    created: (draft, now): JsonObject => ({
      msgId: id('msg'),
      msgtype: 'text',
      conversationId: 'cid6EUsg==',
      conversationType: '1',
      senderStaffId: 'zhangwei',
      senderNick: '张伟',
      createAt: Date.parse(now),
      sessionWebhook: 'https://oapi.dingtalk.com/robot/sendBySession?session=66d7',
      ...draft,
      text: typeof draft['text'] === 'string' ? { content: draft['text'] } : (draft['text'] ?? { content: '' }),
    }),
  },
  'card-clicks': {
    title: { zh: '卡片点击', en: 'Card clicks' },
    key: 'clickId',
    created: (draft): JsonObject => ({
      clickId: id('c'),
      type: 'actionCallback',
      userId: 'zhangwei',
      userIdType: 1,
      spaceType: 'IM_ROBOT',
      outTrackId: '',
      content: '{}',
      ...draft,
    }),
  },
};

/** A new approval waits for its approvers. */
function approval(draft: JsonObject, now: string): JsonObject {
  const approvers = (draft['approverUserIds'] ?? ['liuyang']) as readonly string[];
  return {
    processInstanceId: id('proc-'),
    title: '',
    status: 'RUNNING',
    result: '',
    createTime: minute(now),
    createdAtMs: Date.parse(now),
    businessId: now.replace(/\D/g, ''),
    bizAction: 'NONE',
    originatorUserId: 'zhangwei',
    originatorDeptId: '-1',
    approverUserIds: approvers,
    ccUserIds: [],
    attachedProcessInstanceIds: [],
    formComponentValues: [],
    tasks: approvers.map((userId) => ({
      taskId: (tasks += 1),
      userId,
      status: 'RUNNING',
      result: 'NONE',
      createTime: minute(now),
    })),
    operationRecords: [
      {
        userId: draft['originatorUserId'] ?? 'zhangwei',
        date: minute(now),
        type: 'START_PROCESS_INSTANCE',
        result: 'NONE',
        remark: '',
      },
    ],
    ...draft,
  };
}

/** Somebody decided: by a result it is completed, and so are its tasks. */
function decided(row: JsonObject, before: JsonObject, now: string): JsonObject {
  const result = textOf(row['result']);
  const completed = before['status'] === 'RUNNING' && (result === 'agree' || result === 'refuse');
  const status = completed ? 'COMPLETED' : textOf(row['status']);
  if (status === before['status']) return row;
  const verdict = completed ? result.toUpperCase() : 'NONE';
  const closed = (row['tasks'] as readonly JsonObject[]).map((task) => ({
    ...task,
    status: completed ? 'COMPLETED' : 'CANCELED',
    result: verdict,
    finishTime: minute(now),
  }));
  return { ...row, status, finishTime: minute(now), tasks: closed };
}
