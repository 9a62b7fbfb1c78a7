import type { Json, JsonObject } from '@joinery/contracts';

export interface CrmField {
  readonly label: string;
  readonly type: string;
  readonly is_required?: boolean;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
}

export interface CrmObject {
  readonly name: string;
  readonly label: string;
  readonly fields: Readonly<Record<string, CrmField>>;
}

const text = (label: string, required = false): CrmField => ({ label, type: 'text', is_required: required });
const select = (label: string, ...options: readonly (readonly [string, string])[]): CrmField => ({
  label,
  type: 'select_one',
  options: options.map(([value, name]) => ({ value, label: name })),
});
const common: CrmObject['fields'] = {
  _id: text('数据标识'),
  name: text('名称', true),
  owner: { label: '负责人', type: 'employee' },
  create_time: { label: '创建时间', type: 'date_time' },
  last_modified_time: { label: '最后修改时间', type: 'date_time' },
  life_status: select('生命状态', ['normal', '正常'], ['invalid', '作废']),
  is_deleted: { label: '已删除', type: 'true_or_false' },
  sc_id__c: text('服务系统编号'),
};

/** Preset objects of a company, and one of its own. */
export const crmObjects: readonly CrmObject[] = [
  {
    name: 'AccountObj',
    label: '客户',
    fields: {
      ...common,
      account_no: text('客户编号'),
      account_level: select('客户级别', ['1', '重点客户'], ['2', '普通客户']),
      tel: text('电话'),
      url: text('网址'),
      remark: text('备注'),
    },
  },
  {
    name: 'ContactObj',
    label: '联系人',
    fields: {
      ...common,
      account_id: text('客户'),
      email: text('邮件'),
      mobile1: text('手机'),
      job_title: text('职务'),
    },
  },
  {
    name: 'CasesObj',
    label: '工单',
    fields: {
      ...common,
      account_id: text('客户'),
      contact_id: text('联系人'),
      description: text('描述'),
      case_status: select('状态', ['1', '待处理'], ['2', '处理中'], ['3', '已关闭']),
    },
  },
  { name: 'Device__c', label: '设备', fields: { ...common, serial__c: text('序列号') } },
];

export function crmObject(name: Json | undefined): CrmObject | undefined {
  return crmObjects.find((each) => each.name === name);
}

/** What the vendor finds wrong with a draft. */
export function draftFault({ fields }: CrmObject, draft: JsonObject, isNew: boolean): string | undefined {
  for (const [name, value] of Object.entries(draft)) {
    const field = fields[name];
    if (!field) return `字段${name}不在对象描述中`;
    if (field.type === 'employee' && value !== null && !Array.isArray(value)) return `${field.label}应为列表`;
    if (field.options && value !== null && !field.options.some((option) => option.value === value))
      return `${field.label}的选项值无效`;
  }
  const missing = Object.entries(fields).find(
    ([name, field]) => field.is_required && (isNew || name in draft) && !draft[name],
  );
  return missing && `${missing[1].label}为必填项`;
}
