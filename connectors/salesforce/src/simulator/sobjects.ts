import type { Json, JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/simulator';

type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'url'
  | 'picklist'
  | 'reference'
  | 'boolean'
  | 'int'
  | 'currency'
  | 'datetime';

export interface SObjectField {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly length: number;
  readonly required: boolean;
  readonly writable: boolean;
  readonly unique: boolean;
  readonly values: readonly string[];
}

export interface SObject {
  readonly name: string;
  readonly label: string;
  /** Name of its collection here. */
  readonly collection: string;
  /** First three characters of its ids. */
  readonly prefix: string;
  readonly fields: readonly SObjectField[];
}

const field = (
  name: string,
  label: string,
  type: FieldType = 'string',
  more: Partial<SObjectField> = {},
): SObjectField => ({
  name,
  label,
  type,
  length: { textarea: 32_000, string: 255, email: 80, phone: 40, url: 255, picklist: 40 }[type as string] ?? 0,
  required: false,
  writable: true,
  unique: false,
  values: [],
  ...more,
});

const kept = { writable: false };
const system = [
  field('Id', '记录 ID', 'id', kept),
  field('IsDeleted', '已删除', 'boolean', kept),
  field('CreatedDate', '创建日期', 'datetime', kept),
  field('LastModifiedDate', '上次修改日期', 'datetime', kept),
  field('SystemModstamp', '系统修改戳', 'datetime', kept),
  field('OwnerId', '所有人 ID', 'reference'),
  field('Ext_Id__c', '外部标识', 'string', { unique: true }),
];

/** Some standard objects with a custom field each, as an organisation describes them. */
export const sobjects: readonly SObject[] = [
  {
    name: 'Account',
    label: '客户',
    collection: 'accounts',
    prefix: '001',
    fields: [
      ...system,
      field('Name', '客户名', 'string', { required: true }),
      field('AccountNumber', '客户编号'),
      field('Type', '类型', 'picklist', { values: ['Prospect', 'Customer - Direct', 'Customer - Channel', 'Other'] }),
      field('Industry', '行业', 'picklist', { values: ['Technology', 'Manufacturing', 'Retail', 'Other'] }),
      field('Phone', '电话', 'phone'),
      field('Website', '网站', 'url'),
      field('BillingCity', '开票城市'),
      field('BillingStreet', '开票街道', 'textarea'),
      field('NumberOfEmployees', '员工数', 'int'),
      field('AnnualRevenue', '年收入', 'currency'),
      field('Rating', '分级', 'picklist', { values: ['Hot', 'Warm', 'Cold'] }),
      field('Description', '说明', 'textarea'),
      field('Service_Level__c', '服务级别'),
    ],
  },
  {
    name: 'Contact',
    label: '联系人',
    collection: 'contacts',
    prefix: '003',
    fields: [
      ...system,
      field('AccountId', '客户 ID', 'reference'),
      field('LastName', '姓', 'string', { required: true, length: 80 }),
      field('FirstName', '名', 'string', { length: 40 }),
      field('Email', '电子邮件', 'email'),
      field('Phone', '电话', 'phone'),
      field('MobilePhone', '手机', 'phone'),
      field('Title', '职位', 'string', { length: 128 }),
      field('Department', '部门', 'string', { length: 80 }),
    ],
  },
  {
    name: 'Case',
    label: '个案',
    collection: 'cases',
    prefix: '500',
    fields: [
      ...system,
      field('CaseNumber', '个案编号', 'string', kept),
      field('Subject', '主题'),
      field('Description', '描述', 'textarea'),
      field('Status', '状态', 'picklist', { values: ['New', 'Working', 'Escalated', 'Closed'] }),
      field('Priority', '优先级', 'picklist', { values: ['High', 'Medium', 'Low'] }),
      field('Origin', '来源', 'picklist', { values: ['Phone', 'Email', 'Web'] }),
      field('AccountId', '客户 ID', 'reference'),
      field('ContactId', '联系人 ID', 'reference'),
      field('IsClosed', '已关闭', 'boolean', kept),
      field('SC_Url__c', '工单链接', 'url'),
    ],
  },
  {
    name: 'CaseComment',
    label: '个案备注',
    collection: 'case-comments',
    prefix: '00a',
    fields: [
      ...system.filter(({ name }) => name !== 'Ext_Id__c' && name !== 'OwnerId'),
      field('ParentId', '个案 ID', 'reference', { required: true }),
      field('CommentBody', '正文', 'textarea', { length: 4_000 }),
      field('IsPublished', '已发布', 'boolean'),
    ],
  },
];

export function sobjectOf(name: string): SObject | undefined {
  return sobjects.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

/** What is wrong with what somebody writes; undefined when nothing is. */
export function writeFault(
  { name, fields }: SObject,
  draft: JsonObject,
  isNew: boolean,
): { readonly errorCode: string; readonly message: string; readonly fields: readonly string[] } | undefined {
  for (const [given, value] of Object.entries(draft)) {
    if (given === 'attributes') continue;
    const field = fields.find((each) => each.name === given);
    if (!field)
      return {
        errorCode: 'INVALID_FIELD',
        message: `No such column '${given}' on sobject of type ${name}`,
        fields: [],
      };
    if (!field.writable)
      return {
        errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
        message: `Unable to create/update fields: ${given}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        fields: [given],
      };
    if (field.length > 0 && textOf(value).length > field.length)
      return {
        errorCode: 'STRING_TOO_LONG',
        message: `${field.label}: data value too large (max length=${field.length})`,
        fields: [given],
      };
    if (field.type === 'email' && value && !/^\S+@\S+\.\S+$/.test(textOf(value)))
      return {
        errorCode: 'INVALID_EMAIL_ADDRESS',
        message: `${field.label}: invalid email address: ${textOf(value)}`,
        fields: [given],
      };
  }
  const missing = fields
    .filter((field) => field.required && (isNew || field.name in draft) && textOf(draft[field.name]) === '')
    .map((field) => field.name);
  if (missing.length === 0) return undefined;
  return {
    errorCode: 'REQUIRED_FIELD_MISSING',
    message: `Required fields are missing: [${missing.join(', ')}]`,
    fields: missing,
  };
}

/** A record over HTTP, with the fields asked for. */
export function wireRecord({ name }: SObject, row: JsonObject, fields: readonly string[], version: string): JsonObject {
  const attributes: Json = { type: name, url: `/services/data/${version}/sobjects/${name}/${textOf(row['Id'])}` };
  return { attributes, ...Object.fromEntries(fields.map((each) => [each, row[each] ?? null])) };
}

export function wireDescription(sobject: SObject): JsonObject {
  return {
    name: sobject.name,
    label: sobject.label,
    keyPrefix: sobject.prefix,
    custom: false,
    createable: true,
    updateable: true,
    deletable: true,
    queryable: true,
    fields: sobject.fields.map((field) => ({
      name: field.name,
      label: field.label,
      type: field.type,
      length: field.length,
      nillable: !field.required && field.type !== 'id' && field.type !== 'boolean',
      createable: field.writable,
      updateable: field.writable,
      unique: field.unique,
      externalId: field.unique,
      custom: field.name.endsWith('__c'),
      referenceTo: field.type === 'reference' ? ['User'] : [],
      picklistValues: field.values.map((value) => ({ value, label: value, active: true, defaultValue: false })),
    })),
  };
}
