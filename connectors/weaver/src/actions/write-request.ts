import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { asUser, requestId } from './request-fields.ts';

/**
 * Fields by their database name, as the vendor's list of pairs. Several values are joined by commas, a flag is 1 or 0,
 * files stay lists of `{filePath, fileName}`.
 */
const pairs = `
  $value := function($given) {
    $type($given) = 'boolean' ? ($given ? '1' : '0')
    : $type($given) = 'number' ? $string($given)
    : $type($given) = 'array' and $not($exists($given[0].filePath)) ? $join($map($given, $string), ',')
    : $given
  };
  $pairs := function($fields) { [$each($fields, function($given, $name) { {'fieldName': $name, 'fieldValue': $value($given)} })] };
  $details := function($tables) { [$map($tables, function($table) { {
    'tableDBName': $table.table,
    'workflowRequestTableRecords': [$map($table.rows, function($row, $order) { {
      'recordOrder': $order, 'workflowRequestTableFields': $pairs($row)
    } })]
  } })] };
`;

const fields: JsonObject = {
  type: 'object',
  'x-schema': 'request-fields',
  'x-title': { zh: '表单字段', en: 'Form fields' },
  'x-help': {
    zh: '以数据库字段名填写;人员、部门填 OA 数字 id;附件填 [{filePath, fileName}]',
    en: 'By database field name; people and departments by their OA number; files as [{filePath, fileName}]',
  },
};
const details: JsonObject = field.list('明细表', 'Detail tables', {
  type: 'object',
  required: ['table', 'rows'],
  properties: {
    table: field.text('明细表名', 'Table', { 'x-placeholder': 'formtable_main_1356_dt1', maxLength: 200 }),
    rows: field.list('行', 'Rows', { type: 'object' }),
  },
});
const remark = field.text('签字意见', 'Remark', { maxLength: 4_000, 'x-multiline': true });
const done = recordOf({ requestId: field.text('流程标识', 'Request id') }, ['requestId']);
const workflow: JsonObject = {
  type: 'integer',
  'x-options': 'workflows',
  'x-title': { zh: '流程类型', en: 'Workflow' },
};

/** There is no key by which e-cology would know a repetition, so an attempt without an answer waits for a person. */
const unsafe = { effect: { class: 'unsafe' } } as const;

export const createRequest = defineAction({
  title: { zh: '发起流程', en: 'Start a request' },
  description: { zh: '以操作人的名义发起审批流程', en: 'Starts a workflow in the name of the acting person' },
  input: form(
    {
      workflowId: workflow,
      requestName: field.text('标题', 'Title', { minLength: 1, maxLength: 500 }),
      asUser,
      fields,
      details,
      remark,
      level: {
        ...field.choice('紧急程度', 'Urgency', {
          0: ['正常', 'Normal'],
          1: ['重要', 'Important'],
          2: ['紧急', 'Urgent'],
        }),
        default: '0',
      },
      draft: { ...field.flag('仅保存为草稿', 'As a draft only'), default: false },
    },
    ['workflowId', 'requestName', 'fields'],
  ),
  output: done,
  sample: { requestId: '2966060' },
  ...unsafe,
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/api/workflow/paService/doCreateRequest',
      encoding: 'form',
      body: `(${pairs} {
        'workflowId': input.workflowId,
        'requestName': input.requestName,
        'requestLevel': $exists(input.level) ? input.level : '0',
        'remark': $exists(input.remark) ? input.remark : '',
        'mainData': $string($pairs(input.fields)),
        'detailData': $exists(input.details) ? $string($details(input.details)) : null,
        'otherParams': $string({'isnextflow': input.draft = true ? '0' : '1', 'delReqFlowFaild': '1', 'isVerifyPer': '1'})
      })`,
    },
    output: "{'requestId': $string($exists(body.data.requestid) ? body.data.requestid : body.data.requestId)}",
  },
});

export const submitRequest = defineAction({
  title: { zh: '提交(批准)流程', en: 'Submit or approve a request' },
  input: form(
    {
      requestId,
      workflowId: {
        ...workflow,
        'x-help': { zh: '部分版本要求填写', en: 'Some builds ask for it' },
      },
      asUser,
      remark,
      fields: { ...fields, 'x-title': { zh: '修改的字段', en: 'Changed fields' } },
      save: { ...field.flag('仅保存,不提交', 'Save only'), default: false },
    },
    ['requestId'],
  ),
  output: done,
  sample: { requestId: '2966060' },
  ...unsafe,
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/api/workflow/paService/submitRequest',
      encoding: 'form',
      body: `(${pairs} {
        'requestId': input.requestId,
        'workflowId': $exists(input.workflowId) ? input.workflowId : null,
        'remark': $exists(input.remark) ? input.remark : '',
        'mainData': $exists(input.fields) ? $string($pairs(input.fields)) : null,
        'otherParams': $string({'src': input.save = true ? 'save' : 'submit', 'judgeFormMustInput': '1'})
      })`,
    },
    output: "{'requestId': input.requestId}",
  },
});

export const rejectRequest = defineAction({
  title: { zh: '退回流程', en: 'Reject a request' },
  input: form(
    {
      requestId,
      asUser,
      remark,
      toNodeId: field.whole('退回到节点', 'To node', {
        'x-help': { zh: '空为按流程设置', en: 'Empty: as the workflow says' },
      }),
    },
    ['requestId'],
  ),
  output: done,
  sample: { requestId: '2966060' },
  ...unsafe,
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/api/workflow/paService/rejectRequest',
      encoding: 'form',
      body: `{
        'requestId': input.requestId,
        'remark': $exists(input.remark) ? input.remark : '',
        'otherParams': $exists(input.toNodeId) ? $string({'RejectToType': 0, 'RejectToNodeid': input.toNodeId}) : null
      }`,
    },
    output: "{'requestId': input.requestId}",
  },
});

export const withdrawRequest = defineAction({
  title: { zh: '撤回流程', en: 'Withdraw a request' },
  input: form({ requestId, asUser, remark }, ['requestId']),
  output: done,
  sample: { requestId: '2966060' },
  ...unsafe,
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/api/workflow/paService/withdrawRequest',
      encoding: 'form',
      body: "{'requestId': input.requestId, 'remark': $exists(input.remark) ? input.remark : ''}",
    },
    output: "{'requestId': input.requestId}",
  },
});
