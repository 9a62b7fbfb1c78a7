import type { JsonObject } from '@joinery/contracts';

const text = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });

const record = (properties: JsonObject): JsonObject => ({ type: 'object', properties, additionalProperties: true });

/** An approval as DingTalk gives it. */
export const approvalSchema: JsonObject = {
  type: 'object',
  required: ['processInstanceId', 'status'],
  properties: {
    processInstanceId: text('审批标识', 'Approval id'),
    title: text('标题', 'Title'),
    status: text('状态', 'State'),
    result: text('结果', 'Result'),
    originatorUserId: text('发起人', 'Originator'),
    originatorDeptId: text('发起部门', 'Department of the originator'),
    businessId: text('审批编号', 'Approval number'),
    createTime: text('发起时间', 'Created at'),
    finishTime: text('结束时间', 'Finished at'),
    formComponentValues: {
      type: 'array',
      'x-title': { zh: '表单', en: 'Form' },
      items: record({ name: text('控件', 'Component'), value: text('值', 'Value') }),
    },
    tasks: {
      type: 'array',
      'x-title': { zh: '审批任务', en: 'Tasks' },
      items: record({
        taskId: { type: 'integer', 'x-title': { zh: '任务标识', en: 'Task id' } },
        userId: text('审批人', 'Approver'),
        status: text('状态', 'State'),
        result: text('结果', 'Result'),
      }),
    },
    operationRecords: {
      type: 'array',
      'x-title': { zh: '操作记录', en: 'Record of operations' },
      items: record({
        userId: text('操作人', 'Person'),
        type: text('操作', 'Operation'),
        result: text('结果', 'Result'),
        remark: text('意见', 'Remark'),
      }),
    },
  },
  additionalProperties: true,
};

export const approvalSample: JsonObject = {
  processInstanceId: '91ef1076-c3ed-4a78-9a2b-fa29ef2d6252',
  title: '张伟提交的退款申请',
  createTime: '2026-11-22T11:52Z',
  finishTime: '2026-11-22T12:00Z',
  originatorUserId: 'zhangwei',
  originatorDeptId: '11',
  originatorDeptName: '技术支持组',
  status: 'COMPLETED',
  result: 'agree',
  businessId: '202611221152000123456',
  formComponentValues: [{ id: 'TextField-K2AD4O5B', name: '退款原因', value: '商品损坏', componentType: 'TextField' }],
  tasks: [{ taskId: 67583405630, userId: 'liuyang', status: 'COMPLETED', result: 'AGREE' }],
  operationRecords: [{ userId: 'liuyang', type: 'EXECUTE_TASK_NORMAL', result: 'AGREE', remark: '同意' }],
};
