import { defineAction } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { approvalSample, approvalSchema } from '../approval-schema.ts';
import { form, ids, longText, text } from '../fields.ts';
import { newRequest } from '../requests.ts';

const processInstanceId = text('审批标识', 'Approval id');
const processCode = text('审批模板 processCode', 'Template (processCode)', { 'x-placeholder': 'PROC-…' });
const operatorId = text('操作人', 'Person who does it');

const approvers: JsonObject = {
  type: 'array',
  maxItems: 20,
  'x-title': { zh: '审批人(留空使用模板流程)', en: 'Approvers (by the template when empty)' },
  items: {
    type: 'object',
    required: ['userIds'],
    properties: {
      actionType: {
        type: 'string',
        enum: ['AND', 'OR', 'NONE'],
        default: 'NONE',
        'x-title': { zh: '方式', en: 'Way' },
        'x-labels': {
          AND: { zh: '会签', en: 'All of them' },
          OR: { zh: '或签', en: 'Any of them' },
          NONE: { zh: '单人', en: 'One person' },
        },
      },
      userIds: ids('审批人', 'People', 20, { minItems: 1 }),
    },
    additionalProperties: false,
  },
};

/** DingTalk has no key against repetition here, so an answer that was lost is a question for a person. */
export const createApproval = defineAction({
  title: { zh: '发起审批', en: 'Create an approval' },
  description: {
    zh: '表单按控件名称填写;之后可用“审批结束”触发器或等待步骤取得结果',
    en: 'The form by the names of its components; its outcome comes with “Approval finished”, as trigger or wait',
  },
  input: form(
    {
      processCode,
      originatorUserId: text('发起人', 'Originator'),
      departmentId: {
        type: ['integer', 'string'],
        'x-options': 'departments',
        'x-title': { zh: '发起部门', en: 'Department of the originator' },
        'x-help': { zh: '留空为根部门', en: 'The root when empty' },
      },
      form: {
        type: 'object',
        'x-title': { zh: '表单', en: 'Form' },
        'x-schema': 'approval-form',
        additionalProperties: true,
      },
      approvers,
      ccUserIds: ids('抄送人', 'Copies to', 20),
      ccPosition: {
        type: 'string',
        enum: ['START', 'FINISH', 'START_FINISH'],
        'x-title': { zh: '抄送时机', en: 'When copies are sent' },
        'x-labels': {
          START: { zh: '开始时', en: 'At the start' },
          FINISH: { zh: '结束时', en: 'At the end' },
          START_FINISH: { zh: '开始和结束时', en: 'At both' },
        },
      },
    },
    ['processCode', 'originatorUserId', 'form'],
  ),
  output: {
    type: 'object',
    required: ['processInstanceId'],
    properties: { processInstanceId },
  },
  sample: { processInstanceId: '91ef1076-c3ed-4a78-9a2b-fa29ef2d6252' },
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: newRequest('POST', '/workflow/processInstances', 'approvals', {
      // Every value is a text; lists and tables are JSON inside it.
      body: `{
        'processCode': input.processCode,
        'originatorUserId': input.originatorUserId,
        'deptId': $exists(input.departmentId) ? $number(input.departmentId) : -1,
        'microappAgentId': connection.agentId ? $number(connection.agentId) : (),
        'approvers': $exists(input.approvers) ? [input.approvers.{'actionType': actionType ? actionType : 'NONE', 'userIds': [userIds]}] : (),
        'ccList': $exists(input.ccUserIds) ? [input.ccUserIds] : (),
        'ccPosition': $exists(input.ccUserIds) ? (input.ccPosition ? input.ccPosition : 'FINISH') : (),
        'formComponentValues': [$each(input.form, function($value, $name) {
          {'name': $name, 'value': $type($value) = 'string' ? $value : $string($value)}
        })]
      }`,
    }),
    output: "{'processInstanceId': body.instanceId}",
  },
});

export const getApproval = defineAction({
  title: { zh: '读取审批', en: 'Get an approval' },
  input: form({ processInstanceId }, ['processInstanceId']),
  output: approvalSchema,
  sample: approvalSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: newRequest('GET', '/workflow/processInstances', 'approvals', {
      query: { processInstanceId: 'input.processInstanceId' },
    }),
    output: "$merge([body.result, {'processInstanceId': input.processInstanceId}])",
  },
});

const moment = (zh: string, en: string): JsonObject => ({ type: 'string', format: 'date-time', 'x-title': { zh, en } });

export const listApprovals = defineAction({
  title: { zh: '列出审批', en: 'List approvals' },
  description: {
    zh: '钉钉只返回标识,时间范围不超过 120 天',
    en: 'DingTalk gives their ids alone, of at most 120 days',
  },
  input: form(
    {
      processCode,
      from: moment('开始时间', 'From'),
      to: moment('结束时间', 'To'),
      userIds: ids('发起人', 'Originators', 10),
      status: {
        type: 'string',
        enum: ['RUNNING', 'TERMINATED', 'COMPLETED'],
        'x-title': { zh: '状态', en: 'State' },
        'x-labels': {
          RUNNING: { zh: '审批中', en: 'Running' },
          TERMINATED: { zh: '已撤销', en: 'Withdrawn' },
          COMPLETED: { zh: '已完成', en: 'Completed' },
        },
      },
    },
    ['processCode', 'from'],
  ),
  output: { type: 'object', required: ['processInstanceId'], properties: { processInstanceId } },
  sample: { processInstanceId: '91ef1076-c3ed-4a78-9a2b-fa29ef2d6252' },
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: newRequest('POST', '/workflow/processes/instanceIds/query', 'approvals', {
      body: `{
        'processCode': input.processCode,
        'startTime': $toMillis(input.from),
        'endTime': $exists(input.to) ? $toMillis(input.to) : (),
        'userIds': $exists(input.userIds) ? [input.userIds] : (),
        'statuses': $exists(input.status) ? [input.status] : (),
        'nextToken': 0
      }`,
    }),
    pagination: {
      kind: 'cursor',
      items: 'body.result.list',
      // A text in the answer, a number in the question.
      next: '$number(body.result.nextToken)',
      send: { in: 'body', path: ['nextToken'] },
      size: { send: { in: 'body', path: ['maxResults'] }, value: 20 },
    },
    output: "{'processInstanceId': item}",
  },
});

const done = {
  output: { type: 'object', required: ['processInstanceId'], properties: { processInstanceId } } satisfies JsonObject,
  sample: { processInstanceId: '91ef1076-c3ed-4a78-9a2b-fa29ef2d6252' },
};
const echo = "{'processInstanceId': input.processInstanceId}";

export const withdrawApproval = defineAction({
  title: { zh: '撤销审批', en: 'Withdraw an approval' },
  description: { zh: '发起 15 秒后才能撤销', en: 'Not within 15 seconds of its creation' },
  input: form({ processInstanceId, operatorId, remark: longText('说明', 'Remark', 500) }, ['processInstanceId']),
  ...done,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: newRequest('POST', '/workflow/processInstances/terminate', 'approvals', {
      body: `{
        'processInstanceId': input.processInstanceId,
        'isSystem': $not($exists(input.operatorId)),
        'operatingUserId': input.operatorId,
        'remark': input.remark
      }`,
    }),
    output: echo,
  },
});

export const decideApprovalTask = defineAction({
  title: { zh: '同意或拒绝审批任务', en: 'Decide a task of an approval' },
  input: form(
    {
      processInstanceId,
      taskId: { type: ['integer', 'string'], 'x-title': { zh: '任务标识', en: 'Task id' } },
      operatorId,
      result: {
        type: 'string',
        enum: ['agree', 'refuse'],
        'x-title': { zh: '决定', en: 'Decision' },
        'x-labels': { agree: { zh: '同意', en: 'Agree' }, refuse: { zh: '拒绝', en: 'Refuse' } },
      },
      remark: longText('意见', 'Remark', 500),
    },
    ['processInstanceId', 'taskId', 'operatorId', 'result'],
  ),
  ...done,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: newRequest('POST', '/workflow/processInstances/execute', 'approvals', {
      body: `{
        'processInstanceId': input.processInstanceId,
        'taskId': $number(input.taskId),
        'actionerUserId': input.operatorId,
        'result': input.result,
        'remark': input.remark
      }`,
    }),
    output: echo,
  },
});

export const commentApproval = defineAction({
  title: { zh: '评论审批', en: 'Comment on an approval' },
  input: form({ processInstanceId, operatorId, text: longText('内容', 'Text', 2_000) }, [
    'processInstanceId',
    'operatorId',
    'text',
  ]),
  ...done,
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: newRequest('POST', '/workflow/processInstances/comments', 'approvals', {
      body: "{'processInstanceId': input.processInstanceId, 'text': input.text, 'commentUserId': input.operatorId}",
    }),
    output: echo,
  },
});
