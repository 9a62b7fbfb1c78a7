import { defineAction } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { formText } from '../approval-form.ts';
import { approvalSample, approvalSchema } from '../approval-schema.ts';

const text = (zh: string, en: string, more: JsonObject = {}): JsonObject => ({
  type: 'string',
  minLength: 1,
  maxLength: 200,
  'x-title': { zh, en },
  ...more,
});
const input = (properties: JsonObject, required: readonly string[]): JsonObject => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});
const people = (zh: string, en: string): JsonObject => ({
  type: 'array',
  maxItems: 50,
  items: { type: 'string', minLength: 1, maxLength: 200 },
  'x-title': { zh, en },
});

const approvalCode = text('审批定义 Code', 'Definition (approval code)');
const instanceCode = text('审批实例 Code', 'Approval (instance code)');
const operatorId = text('操作人 open_id', 'Person who does it (open_id)');

const nodePeople = (zh: string, en: string): JsonObject => ({
  type: 'array',
  maxItems: 20,
  'x-title': { zh, en },
  items: input({ node: text('节点', 'Node'), openIds: people('成员 open_id', 'People (open_id)') }, [
    'node',
    'openIds',
  ]),
});

/** Feishu takes a `uuid` once, and finds an approval by it: what became of a lost answer can be looked up. */
export const createApproval = defineAction({
  title: { zh: '发起审批', en: 'Create an approval' },
  description: {
    zh: '表单按控件标识或名称填写;之后可用“审批结束”触发器或等待步骤取得结果',
    en: 'The form by ids or names of its widgets; its outcome comes with “Approval finished”, as trigger or wait',
  },
  input: input(
    {
      approvalCode,
      openId: text('申请人 open_id', 'Applicant (open_id)'),
      departmentId: text('申请部门', 'Department of the applicant', { 'x-options': 'departments' }),
      form: {
        type: 'object',
        'x-title': { zh: '表单', en: 'Form' },
        'x-schema': 'approval-form',
        additionalProperties: true,
      },
      approvers: nodePeople('自选审批人', 'Approvers chosen here'),
      copies: nodePeople('自选抄送人', 'Copies chosen here'),
    },
    ['approvalCode', 'openId', 'form'],
  ),
  output: { type: 'object', required: ['instance_code'], properties: { instance_code: instanceCode } },
  sample: { instance_code: '81D31358-93AF-92D6-7425-01A5D67C4E71' },
  effect: {
    class: 'checkable',
    key: { send: { in: 'body', path: ['uuid'] }, shape: 'uuid' },
    lookUp: {
      operation: {
        kind: 'request',
        request: { method: 'GET', path: '/approval/v4/instances/{state.idempotencyKey}', budget: 'approvals' },
      },
      found: '$exists(body.data.instance_code)',
      output: "{'instance_code': body.data.instance_code}",
    },
  },
  operation: {
    kind: 'request',
    // The value of a widget is written in a way of its kind, which the definition knows.
    before: [
      {
        name: 'definition',
        request: { method: 'GET', path: '/approval/v4/approvals/{input.approvalCode}', budget: 'approvals' },
        output: 'body.data',
      },
    ],
    request: {
      method: 'POST',
      path: '/approval/v4/instances',
      body: `{
        'approval_code': input.approvalCode,
        'open_id': input.openId,
        'department_id': input.departmentId,
        'form': ${formText},
        'node_approver_open_id_list': $exists(input.approvers) ? [input.approvers.{'key': node, 'value': [openIds]}] : (),
        'node_cc_open_id_list': $exists(input.copies) ? [input.copies.{'key': node, 'value': [openIds]}] : ()
      }`,
      budget: 'new-approvals',
    },
    output: "{'instance_code': body.data.instance_code}",
  },
});

export const getApproval = defineAction({
  title: { zh: '读取审批', en: 'Get an approval' },
  input: input({ instanceCode }, ['instanceCode']),
  output: approvalSchema,
  sample: approvalSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: { method: 'GET', path: '/approval/v4/instances/{input.instanceCode}', budget: 'approvals' },
    output: "$merge([body.data, {'form': [$parseJson(body.data.form)]}])",
  },
});

const moment = (zh: string, en: string): JsonObject => ({ type: 'string', format: 'date-time', 'x-title': { zh, en } });

export const listApprovals = defineAction({
  title: { zh: '列出审批', en: 'List approvals' },
  description: { zh: '飞书只返回实例 Code', en: 'Feishu gives their codes alone' },
  input: input({ approvalCode, from: moment('开始时间', 'From'), to: moment('结束时间', 'To') }, [
    'approvalCode',
    'from',
  ]),
  output: { type: 'object', required: ['instance_code'], properties: { instance_code: instanceCode } },
  sample: { instance_code: '81D31358-93AF-92D6-7425-01A5D67C4E71' },
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: {
      method: 'GET',
      path: '/approval/v4/instances',
      query: {
        approval_code: 'input.approvalCode',
        start_time: '$string($toMillis(input.from))',
        end_time: '$string($exists(input.to) ? $toMillis(input.to) : state.now)',
      },
      budget: 'approvals',
    },
    pagination: {
      kind: 'cursor',
      items: 'body.data.instance_code_list',
      next: 'body.data.page_token',
      more: 'body.data.has_more',
      send: { in: 'query', name: 'page_token' },
      size: { send: { in: 'query', name: 'page_size' }, value: 100 },
    },
    output: "{'instance_code': item}",
  },
});

const done = {
  output: {
    type: 'object',
    required: ['instance_code'],
    properties: { instance_code: instanceCode },
  } satisfies JsonObject,
  sample: { instance_code: '81D31358-93AF-92D6-7425-01A5D67C4E71' },
};
const echo = "{'instance_code': input.instanceCode}";

export const withdrawApproval = defineAction({
  title: { zh: '撤回审批', en: 'Withdraw an approval' },
  input: input({ approvalCode, instanceCode, operatorId }, ['approvalCode', 'instanceCode', 'operatorId']),
  ...done,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/approval/v4/instances/cancel',
      query: { user_id_type: "'open_id'" },
      body: "{'approval_code': input.approvalCode, 'instance_code': input.instanceCode, 'user_id': input.operatorId}",
      budget: 'approvals',
    },
    output: echo,
  },
});

export const decideApprovalTask = defineAction({
  title: { zh: '同意或拒绝审批任务', en: 'Decide a task of an approval' },
  input: input(
    {
      approvalCode,
      instanceCode,
      taskId: text('任务标识', 'Task id'),
      operatorId,
      decision: {
        type: 'string',
        enum: ['approve', 'reject'],
        'x-title': { zh: '决定', en: 'Decision' },
        'x-labels': { approve: { zh: '同意', en: 'Approve' }, reject: { zh: '拒绝', en: 'Reject' } },
      },
      comment: text('意见', 'Comment', { maxLength: 2_000, 'x-multiline': true }),
    },
    ['approvalCode', 'instanceCode', 'taskId', 'operatorId', 'decision'],
  ),
  ...done,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/approval/v4/tasks/{input.decision}',
      query: { user_id_type: "'open_id'" },
      body: `{
        'approval_code': input.approvalCode,
        'instance_code': input.instanceCode,
        'user_id': input.operatorId,
        'task_id': input.taskId,
        'comment': input.comment
      }`,
      budget: 'approvals',
    },
    output: echo,
  },
});
