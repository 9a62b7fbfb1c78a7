import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import type { RequestOperation } from '../manifest-parts.ts';
import { todoSample, todoSchema } from '../record-schema.ts';
import { asUser, requestId } from './request-fields.ts';

const reading = { effect: { class: 'read' }, safeToTest: true } as const;

/** An unknown number is told as a wrong parameter. */
const unknownRequest = {
  when: {
    expression: '$exists(body.errMsg) and ($exists(body.errMsg.requestId) or $exists(body.errMsg.requestid))',
  },
  meaning: 'not-found',
} as const;

const { optionalText: text } = field;

export const getRequestStatus = defineAction({
  title: { zh: '查询流程状态', en: 'Get the state of a request' },
  description: {
    zh: '节点类型 3 为已归档;退回的流程回到创建节点(0)。提交后数有秒的延迟',
    en: 'Node type 3 is finished; a rejected request is back at the creating node (0). Some seconds behind a submission',
  },
  input: form({ requestId, asUser }, ['requestId']),
  output: recordOf(
    {
      requestId: field.text('流程标识', 'Request id'),
      requestName: text('标题', 'Title'),
      stage: field.choice('阶段', 'Stage', {
        creating: ['创建', 'Creating'],
        approving: ['审批', 'Approving'],
        submitting: ['提交', 'Submitting'],
        finished: ['归档', 'Finished'],
      }),
      finished: field.flag('已归档', 'Finished'),
      currentNodeType: text('节点类型', 'Node type'),
      status: text('当前状态', 'State'),
      creatorId: text('创建人', 'Creator'),
    },
    ['requestId', 'finished'],
  ),
  sample: {
    requestId: '3038137',
    requestName: '退款申请 T-1001',
    stage: 'approving',
    finished: false,
    currentNodeType: '1',
    currentNodeId: '3976',
    status: '审批',
    creatorId: '66',
    workflowId: 781,
  },
  ...reading,
  operation: {
    kind: 'request',
    request: {
      method: 'GET',
      path: '/api/workflow/paService/getRequestStatus',
      query: { requestId: 'input.requestId' },
    },
    output: `$merge([body.data, {
      'requestId': $string(body.data.requestId),
      'finished': $string(body.data.currentNodeType) = '3',
      'stage': $lookup({'0': 'creating', '1': 'approving', '2': 'submitting', '3': 'finished'}, $string(body.data.currentNodeType))
    }])`,
    errors: [unknownRequest],
  },
});

export const getRequest = defineAction({
  title: { zh: '读取流程', en: 'Get a request' },
  description: { zh: '表单内容、当前节点与审批记录', en: 'Its form, its node and what was decided on the way' },
  input: form({ requestId, asUser }, ['requestId']),
  output: recordOf(
    {
      requestId: field.text('流程标识', 'Request id'),
      requestName: text('标题', 'Title'),
      currentNodeName: text('当前节点', 'Current node'),
      status: text('当前状态', 'State'),
      creatorId: text('创建人', 'Creator'),
      creatorName: text('创建人姓名', 'Name of the creator'),
      fields: field.object('表单字段', 'Form fields'),
      workflowRequestLogs: field.list('审批记录', 'Log', {
        type: 'object',
        properties: {
          nodeName: text('节点', 'Node'),
          operateType: text('操作', 'Operation'),
          operatorId: text('操作人', 'Operator'),
          operatorName: text('操作人姓名', 'Name of the operator'),
          operateDate: text('日期', 'Date'),
          operateTime: text('时间', 'Time'),
          remark: text('意见', 'Remark'),
        },
      }),
    },
    ['requestId'],
  ),
  sample: {
    requestId: '3038137',
    requestName: '退款申请 T-1001',
    currentNodeName: '审批',
    status: '创建 至 审批',
    creatorId: '66',
    creatorName: '张伟',
    fields: { je: '700.00' },
    workflowRequestLogs: [
      {
        nodeName: '创建',
        operateType: '提交',
        operatorId: '66',
        operatorName: '张伟',
        operateDate: '2026-11-22',
        operateTime: '14:51:13',
        remark: '',
      },
    ],
  },
  ...reading,
  operation: {
    kind: 'request',
    request: {
      method: 'GET',
      path: '/api/workflow/paService/getWorkflowRequest',
      query: { requestId: 'input.requestId' },
    },
    // Field names with their values, beside the vendor's own tables.
    output: `(
      $fields := body.data.workflowMainTableInfo.requestRecords.workflowRequestTableFields;
      $merge([body.data, {'requestId': $string(body.data.requestId), 'fields': $merge([{}, $fields.{fieldName: fieldValue}])}])
    )`,
    errors: [unknownRequest],
  },
});

/** Lists come as bare lists, without a total. */
export const todoPages = (path: string, items: string): RequestOperation => ({
  kind: 'request',
  request: { method: 'POST', path, encoding: 'form', body: '{}' },
  pagination: {
    kind: 'page',
    items,
    send: { in: 'body', path: ['pageNo'] },
    size: { send: { in: 'body', path: ['pageSize'] }, value: 100 },
    more: '$count(body) >= 100',
  },
});

export const listTodos = defineAction({
  title: { zh: '列出待办流程', en: 'List requests to handle' },
  input: form({ asUser }),
  output: todoSchema,
  sample: todoSample,
  ...reading,
  operation: todoPages('/api/workflow/paService/getToDoWorkflowRequestList', 'body'),
});
