import type { JsonObject } from '@joinery/contracts';

const text = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });
const record = (properties: JsonObject): JsonObject => ({ type: 'object', properties, additionalProperties: true });

/** An approval as Feishu gives it, its form read out of the text it travels in. */
export const approvalSchema: JsonObject = {
  type: 'object',
  required: ['instance_code', 'status'],
  properties: {
    instance_code: text('审批实例', 'Approval'),
    approval_code: text('审批定义', 'Definition'),
    approval_name: text('审批名称', 'Name'),
    serial_number: text('审批编号', 'Serial number'),
    status: text('状态', 'State'),
    open_id: text('申请人', 'Applicant'),
    department_id: text('申请部门', 'Department of the applicant'),
    start_time: text('提交时间(毫秒)', 'Started at (ms)'),
    end_time: text('结束时间(毫秒)', 'Ended at (ms)'),
    form: {
      type: 'array',
      'x-title': { zh: '表单', en: 'Form' },
      items: record({
        id: text('控件', 'Widget'),
        name: text('名称', 'Name'),
        type: text('类型', 'Kind'),
        value: { 'x-title': { zh: '值', en: 'Value' } },
      }),
    },
    task_list: {
      type: 'array',
      'x-title': { zh: '审批任务', en: 'Tasks' },
      items: record({
        id: text('任务标识', 'Task id'),
        open_id: text('审批人', 'Approver'),
        status: text('状态', 'State'),
        node_name: text('节点', 'Node'),
      }),
    },
  },
  additionalProperties: true,
};

export const approvalSample: JsonObject = {
  instance_code: '81D31358-93AF-92D6-7425-01A5D67C4E71',
  approval_code: '4202AD96-9EC1-4284-9C48-B923CDC4F30B',
  approval_name: '退款申请',
  serial_number: '202611220002',
  status: 'APPROVED',
  open_id: 'ou_7d8a6e6df7621556ce0d21922b676701',
  department_id: 'od-tech',
  start_time: '1788224400000',
  end_time: '1788224460000',
  form: [{ id: 'w1', custom_id: 'ticket', name: '工单号', type: 'input', value: 'SC-1004' }],
  task_list: [
    { id: '1234', open_id: 'ou_7d8a6e6df7621556ce0d21922b676704', status: 'APPROVED', node_name: '主管', type: 'AND' },
  ],
};
