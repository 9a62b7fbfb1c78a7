import { defineAction } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { contents } from '../approval-form.ts';
import { approvalSample, approvalSchema } from '../approval-schema.ts';
import { form, ids, text } from '../fields.ts';
import { posted } from '../requests.ts';

const number = text('审批编号', 'Approval number');
const templateId = text('审批模板 template_id', 'Template (template_id)');

const approvers: JsonObject = {
  type: 'array',
  maxItems: 20,
  'x-title': { zh: '审批人(留空使用模板流程)', en: 'Approvers (by the template when empty)' },
  items: {
    type: 'object',
    required: ['userIds'],
    properties: {
      way: {
        type: 'string',
        enum: ['all', 'any', 'in-turn'],
        default: 'any',
        'x-title': { zh: '方式', en: 'Way' },
        'x-labels': {
          all: { zh: '会签', en: 'All of them' },
          any: { zh: '或签', en: 'Any of them' },
          'in-turn': { zh: '依次审批', en: 'In turn' },
        },
      },
      userIds: ids('审批人', 'People', 100, { minItems: 1 }),
    },
    additionalProperties: false,
  },
};

/** WeCom has no key against repetition here, so an answer that was lost is a question for a person. */
export const createApproval = defineAction({
  title: { zh: '发起审批', en: 'Create an approval' },
  description: {
    zh: '表单按控件标识或名称填写;之后可用“审批结束”触发器或等待步骤取得结果',
    en: 'The form by ids or titles of its controls; its outcome comes with “Approval finished”, as trigger or wait',
  },
  input: form(
    {
      templateId,
      creatorUserId: text('申请人', 'Applicant'),
      departmentId: {
        type: ['integer', 'string'],
        'x-options': 'departments',
        'x-title': { zh: '申请部门', en: 'Department of the applicant' },
      },
      form: {
        type: 'object',
        'x-title': { zh: '表单', en: 'Form' },
        'x-schema': 'approval-form',
        additionalProperties: true,
      },
      approvers,
      ccUserIds: ids('抄送人', 'Copies to', 100),
      summary: ids('摘要(最多三行,每行 20 字)', 'Summary (three lines of 20 characters)', 3),
    },
    ['templateId', 'creatorUserId', 'form'],
  ),
  output: { type: 'object', required: ['sp_no'], properties: { sp_no: number } },
  sample: { sp_no: '202611220001' },
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    // The value of a control is written in a way of its kind, which the template knows.
    before: [
      {
        name: 'template',
        request: posted('/oa/gettemplatedetail', "{'template_id': input.templateId}", 'approvals'),
      },
    ],
    request: posted(
      '/oa/applyevent',
      `(
        $ways := {'all': 1, 'any': 2, 'in-turn': 3};
        $name := state.template.template_names[0].text;
        $lines := $exists(input.summary) ? input.summary : $name;
        {
          'creator_userid': input.creatorUserId,
          'template_id': input.templateId,
          'use_template_approver': $exists(input.approvers) ? 0 : 1,
          'choose_department': $exists(input.departmentId) ? $number(input.departmentId) : (),
          'process': $exists(input.approvers) ? {'node_list': $append(
            [input.approvers.{'type': 1, 'apv_rel': $lookup($ways, way ? way : 'any'), 'userid': [userIds]}],
            $exists(input.ccUserIds) ? [{'type': 2, 'userid': [input.ccUserIds]}] : []
          )} : (),
          'apply_data': {'contents': ${contents}},
          'summary_list': [$lines.{'summary_info': [{'text': $substring($, 0, 20), 'lang': 'zh_CN'}]}]
        }
      )`,
      'approvals',
    ),
    output: "{'sp_no': body.sp_no}",
  },
});

export const getApproval = defineAction({
  title: { zh: '读取审批', en: 'Get an approval' },
  input: form({ number }, ['number']),
  output: approvalSchema,
  sample: approvalSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: posted('/oa/getapprovaldetail', "{'sp_no': input.number}", 'approvals'),
    output: 'body.info',
  },
});

const moment = (zh: string, en: string): JsonObject => ({ type: 'string', format: 'date-time', 'x-title': { zh, en } });

export const listApprovals = defineAction({
  title: { zh: '列出审批', en: 'List approvals' },
  description: {
    zh: '企业微信只返回编号,时间范围不超过 31 天',
    en: 'WeCom gives their numbers alone, of at most 31 days',
  },
  input: form(
    {
      from: moment('开始时间', 'From'),
      to: moment('结束时间', 'To'),
      templateId,
      creatorUserId: text('申请人', 'Applicant'),
      status: {
        type: 'integer',
        enum: [1, 2, 3, 4, 6, 7, 10],
        'x-title': { zh: '状态', en: 'State' },
        'x-labels': {
          1: { zh: '审批中', en: 'Running' },
          2: { zh: '已同意', en: 'Approved' },
          3: { zh: '已驳回', en: 'Rejected' },
          4: { zh: '已撤销', en: 'Withdrawn' },
          6: { zh: '通过后撤销', en: 'Withdrawn after approval' },
          7: { zh: '已删除', en: 'Deleted' },
          10: { zh: '已支付', en: 'Paid' },
        },
      },
    },
    ['from'],
  ),
  output: { type: 'object', required: ['sp_no'], properties: { sp_no: number } },
  sample: { sp_no: '202611220001' },
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: posted(
      '/oa/getapprovalinfo',
      `(
        $seconds := function($moment) { $string($floor($moment / 1000)) };
        $filter := function($key, $value) { $exists($value) ? [{'key': $key, 'value': $string($value)}] : [] };
        {
          'starttime': $seconds($toMillis(input.from)),
          'endtime': $seconds($exists(input.to) ? $toMillis(input.to) : state.now),
          'new_cursor': '',
          'filters': $append($append($filter('template_id', input.templateId), $filter('creator', input.creatorUserId)), $filter('sp_status', input.status))
        }
      )`,
      'approvals',
    ),
    pagination: {
      kind: 'cursor',
      items: 'body.sp_no_list',
      next: 'body.new_next_cursor',
      send: { in: 'body', path: ['new_cursor'] },
      size: { send: { in: 'body', path: ['size'] }, value: 100 },
    },
    output: "{'sp_no': item}",
  },
});
