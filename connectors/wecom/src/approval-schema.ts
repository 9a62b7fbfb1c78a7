import type { JsonObject } from '@joinery/contracts';

const text = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });
const number = (zh: string, en: string): JsonObject => ({ type: 'integer', 'x-title': { zh, en } });

/** An approval as WeCom gives it. */
export const approvalSchema: JsonObject = {
  type: 'object',
  required: ['sp_no', 'sp_status'],
  properties: {
    sp_no: text('审批编号', 'Approval number'),
    sp_name: text('审批名称', 'Name'),
    sp_status: number(
      '状态(1 审批中,2 已同意,3 已驳回,4 已撤销,6 通过后撤销,7 已删除,10 已支付)',
      'State (1 running, 2 approved, 3 rejected, 4 withdrawn, 6 withdrawn after approval, 7 deleted, 10 paid)',
    ),
    template_id: text('审批模板', 'Template'),
    apply_time: number('提交时间(秒)', 'Applied at (s)'),
    applyer: {
      type: 'object',
      'x-title': { zh: '申请人', en: 'Applicant' },
      properties: { userid: text('成员', 'Person'), partyid: text('部门', 'Department') },
      additionalProperties: true,
    },
    sp_record: {
      type: 'array',
      'x-title': { zh: '审批节点', en: 'Nodes' },
      items: { type: 'object', additionalProperties: true },
    },
    apply_data: {
      type: 'object',
      'x-title': { zh: '表单', en: 'Form' },
      additionalProperties: true,
    },
    comments: {
      type: 'array',
      'x-title': { zh: '备注', en: 'Comments' },
      items: { type: 'object', additionalProperties: true },
    },
  },
  additionalProperties: true,
};

export const approvalSample: JsonObject = {
  sp_no: '202611220001',
  sp_name: '退款申请',
  sp_status: 2,
  template_id: '3Tka1eD6v6JfzhDMqPd3aMkFdxqtJMc2ZRioeFXkaaa',
  apply_time: 1788224400,
  applyer: { userid: 'zhangwei', partyid: '11' },
  sp_record: [
    {
      sp_status: 2,
      approverattr: 1,
      details: [{ approver: { userid: 'liuyang' }, speech: '同意', sp_status: 2, sptime: 1788224460, media_id: [] }],
    },
  ],
  apply_data: {
    contents: [
      { control: 'Text', id: 'Text-1', title: [{ text: '工单号', lang: 'zh_CN' }], value: { text: 'SC-1004' } },
    ],
  },
  comments: [],
};
