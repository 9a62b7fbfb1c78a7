import { randomBytes, randomUUID } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import type { CollectionDefinition } from '@joinery/connector-sdk/simulator';
import { seed } from './seed.ts';

const id = (prefix: string): string => prefix + randomBytes(16).toString('hex');
const activeStatus = { is_frozen: false, is_resigned: false, is_activated: true, is_exited: false, is_unjoin: false };

/** What a Feishu tenant holds. A person writing to the bot, or clicking a card, is a record that is added here. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  users: {
    title: { zh: '成员', en: 'People' },
    key: 'open_id',
    seed: seed.users,
    created: (draft) => ({
      open_id: id('ou_'),
      union_id: id('on_'),
      user_id: id('').slice(0, 8),
      name: '',
      department_ids: ['0'],
      status: activeStatus,
      ...draft,
    }),
  },
  departments: {
    title: { zh: '部门', en: 'Departments' },
    key: 'open_department_id',
    seed: seed.departments,
    created: (draft) => ({
      open_department_id: id('od-'),
      parent_department_id: '0',
      status: { is_deleted: false },
      order: '0',
      ...draft,
    }),
  },
  chats: {
    title: { zh: '群组', en: 'Groups' },
    key: 'chat_id',
    seed: seed.chats,
    created: (draft) => ({ chat_id: id('oc_'), ...draft }),
  },
  robots: {
    title: { zh: '群机器人', en: 'Group robots' },
    key: 'token',
    seed: seed.robots,
    created: (draft) => ({ token: id(''), ...draft }),
  },
  'approval-definitions': {
    title: { zh: '审批定义', en: 'Approval definitions' },
    key: 'approval_code',
    seed: seed.definitions,
  },
  approvals: { title: { zh: '审批', en: 'Approvals' }, key: 'instance_code', created: approval, changed: decided },
  messages: { title: { zh: '已发消息', en: 'Messages sent' }, key: 'message_id' },
  'incoming-messages': {
    title: { zh: '发给机器人的消息', en: 'Messages to the bot' },
    key: 'message_id',
    created: (draft, now): JsonObject => ({ message_id: id('om_'), create_time: String(Date.parse(now)), ...draft }),
  },
  'card-actions': {
    title: { zh: '卡片点击', en: 'Card clicks' },
    key: 'action_id',
    created: (draft) => ({ action_id: id(''), ...draft }),
  },
};

/** A new approval waits for the leader of everybody. */
function approval(draft: JsonObject, now: string): JsonObject {
  const at = String(Date.parse(now));
  const openId = 'ou_7d8a6e6df7621556ce0d21922b676704';
  return {
    instance_code: randomUUID().toUpperCase(),
    approval_code: '',
    approval_name: '',
    serial_number: at,
    user_id: '',
    open_id: 'ou_7d8a6e6df7621556ce0d21922b676701',
    department_id: '',
    start_time: at,
    end_time: '0',
    status: 'PENDING',
    uuid: '',
    form: '[]',
    task_list: [
      {
        id: String(randomBytes(5).readUIntBE(0, 5)),
        user_id: 'e33ggby4',
        open_id: openId,
        status: 'PENDING',
        node_id: '46e6d96cfa756980907209209ec03b64',
        node_name: '主管',
        custom_node_id: 'manager',
        type: 'AND',
        start_time: at,
        end_time: '0',
      },
    ],
    comment_list: [],
    timeline: [],
    modified_instance_code: '',
    reverted_instance_code: '',
    reverted: false,
    ...draft,
  };
}

/** Somebody decided: its tasks are closed too. */
function decided(row: JsonObject, before: JsonObject, now: string): JsonObject {
  if (row['status'] === before['status'] || row['status'] === 'PENDING') return row;
  const at = String(Date.parse(now));
  const verdict = row['status'] === 'APPROVED' || row['status'] === 'REJECTED' ? row['status'] : 'DONE';
  const tasks = (row['task_list'] as readonly JsonObject[]).map((task) => ({ ...task, status: verdict, end_time: at }));
  return { ...row, end_time: at, task_list: tasks };
}
