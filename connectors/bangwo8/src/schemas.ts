import { field, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

/** Numbers come as numbers or as texts, and are handed on as they come. */
const loose = (zh: string, en: string): JsonObject => ({
  'x-title': { zh, en },
  type: ['string', 'integer', 'null'],
});

export const customFields = field.list(
  '自定义字段',
  'Custom fields',
  field.object('字段', 'Field', { key: field.text('名称', 'Key'), value: field.any('值', 'Value') }),
);

export const ticketSchema = recordOf(
  {
    ticketId: loose('工单编号', 'Number'),
    subject: field.optionalText('主题', 'Subject'),
    descript: field.optionalText('描述', 'Description'),
    custUserId: loose('联系人', 'Contact'),
    servicerUserId: loose('受理客服', 'Agent'),
    servicerGroupId: loose('客服组', 'Group'),
    ticketStatus: loose(
      '状态(1 新建、2 已开启、3 待回应、4 已解决、5 已关闭)',
      'Status (1 new, 2 open, 3 pending, 4 solved, 5 closed)',
    ),
    priorityLevel: loose('优先级(1 低、2 正常、3 高、4 紧急)', 'Priority (1 low, 2 normal, 3 high, 4 urgent)'),
    ticketType: loose('类型(1 问题、2 事务、3 故障、4 任务)', 'Type (1 question, 2 request, 3 incident, 4 task)'),
    ticketTemplateId: loose('工单模板', 'Template'),
    isDeleted: loose('已删除', 'Deleted'),
    custom_fields: customFields,
    createDT: field.optionalText('创建时间', 'Created'),
    updateDT: field.optionalText('更新时间', 'Updated'),
    solveDT: field.optionalText('解决时间', 'Solved'),
  },
  ['ticketId'],
);

export const ticketSample: JsonObject = {
  ticketId: '1001',
  subject: '登录后页面空白',
  descript: '客户反馈登录后页面空白',
  custUserId: '501',
  servicerUserId: '301',
  servicerGroupId: '21',
  ticketStatus: '2',
  priorityLevel: '3',
  ticketType: '3',
  ticketTemplateId: '4',
  isDeleted: '0',
  custom_fields: [{ key: 'field_1', value: '研发' }],
  createDT: '2026-09-01 09:00:00',
  updateDT: '2026-09-01 10:05:00',
  solveDT: null,
};

export const companySchema = recordOf(
  {
    uId: loose('公司标识', 'Id'),
    companyName: field.text('公司名称', 'Name'),
    supportId: loose('负责客服', 'Agent'),
    servicestarttime: field.optionalText('服务开始', 'Service from'),
    serviceendtime: field.optionalText('服务结束', 'Service until'),
    province: field.optionalText('省', 'Province'),
    city: field.optionalText('市', 'City'),
    address: field.optionalText('地址', 'Address'),
    serveNote: field.optionalText('备注', 'Notes'),
    status: loose('状态(1 未删、2 已删)', 'Status (1 there, 2 deleted)'),
    custom_fields: customFields,
    createDT: field.optionalText('创建时间', 'Created'),
    updateDT: field.optionalText('更新时间', 'Updated'),
  },
  ['uId', 'companyName'],
);

export const contactSchema = recordOf(
  {
    cId: loose('联系人标识', 'Id'),
    name: field.optionalText('姓名', 'Name'),
    mobile: { ...field.optionalText('手机', 'Mobile'), 'x-sensitive': true },
    email: { ...field.optionalText('邮箱', 'E-mail'), 'x-sensitive': true },
    fixnumber: { ...field.optionalText('固定电话', 'Phone'), 'x-sensitive': true },
    position: field.optionalText('职位', 'Position'),
    companyId: loose('公司', 'Company'),
    supportId: loose('负责客服', 'Agent'),
    note: field.optionalText('备注', 'Notes'),
    status: loose('状态(1 未删、2 已删)', 'Status (1 there, 2 deleted)'),
    createDT: field.optionalText('创建时间', 'Created'),
    updateDT: field.optionalText('更新时间', 'Updated'),
  },
  ['cId'],
);

export const agentSchema = recordOf(
  {
    sId: loose('客服标识', 'Id'),
    sPassportName: field.text('登录名', 'Login'),
    name: field.optionalText('姓名', 'Name'),
    sNum: loose('工号', 'Number'),
    groupId: field.optionalText('客服组(以逗号分隔)', 'Groups (split by commas)'),
    mobile: { ...field.optionalText('手机', 'Mobile'), 'x-sensitive': true },
    email: { ...field.optionalText('邮箱', 'E-mail'), 'x-sensitive': true },
    isAdmin: loose('管理员', 'Administrator'),
    isStat: loose('状态(1 在职、0 回收站、2 彻底删除)', 'State (1 there, 0 recycle bin, 2 deleted)'),
    createDT: field.optionalText('创建时间', 'Created'),
  },
  ['sId', 'sPassportName'],
);
