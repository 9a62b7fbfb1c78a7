export interface Property {
  readonly name: string;
  readonly label: string;
  readonly type: 'string' | 'enumeration' | 'datetime' | 'number';
  readonly readOnly?: boolean;
  readonly unique?: boolean;
  readonly options?: readonly string[];
}

export interface ObjectType {
  readonly name: string;
  /** In events. */
  readonly noun: string;
  readonly label: string;
  /** When it was last changed; contacts call it otherwise. */
  readonly modified: string;
  /** Without them nothing is created. */
  readonly required: readonly string[];
  readonly properties: readonly Property[];
}

const text = (name: string, label: string, more: Partial<Property> = {}): Property => ({
  name,
  label,
  type: 'string',
  ...more,
});
const kept = (name: string, label: string): Property => ({ name, label, type: 'datetime', readOnly: true });
const common = [
  { name: 'hs_object_id', label: '记录 ID', type: 'number', readOnly: true } as const,
  kept('createdate', '创建日期'),
  text('hubspot_owner_id', '负责人'),
  text('sc_external_id', '服务系统编号', { unique: true }),
];

/** Contacts, companies and tickets with the properties an account has from the start, and one of its own. */
export const objectTypes: readonly ObjectType[] = [
  {
    name: 'contacts',
    noun: 'contact',
    label: '联系人',
    modified: 'lastmodifieddate',
    required: [],
    properties: [
      ...common,
      kept('lastmodifieddate', '上次修改日期'),
      text('email', '邮箱', { unique: true }),
      text('firstname', '名'),
      text('lastname', '姓'),
      text('phone', '电话'),
      text('mobilephone', '手机'),
      text('jobtitle', '职位'),
    ],
  },
  {
    name: 'companies',
    noun: 'company',
    label: '公司',
    modified: 'hs_lastmodifieddate',
    required: [],
    properties: [
      ...common,
      kept('hs_lastmodifieddate', '上次修改日期'),
      text('name', '名称'),
      text('domain', '域名'),
      text('phone', '电话'),
      text('city', '城市'),
      text('website', '网站'),
      text('description', '说明'),
    ],
  },
  {
    name: 'tickets',
    noun: 'ticket',
    label: '工单',
    modified: 'hs_lastmodifieddate',
    required: ['subject', 'hs_pipeline_stage'],
    properties: [
      ...common,
      kept('hs_lastmodifieddate', '上次修改日期'),
      text('subject', '主题'),
      text('content', '内容'),
      text('hs_pipeline', '管道'),
      { name: 'hs_pipeline_stage', label: '阶段', type: 'enumeration', options: ['1', '2', '3', '4'] },
      {
        name: 'hs_ticket_priority',
        label: '优先级',
        type: 'enumeration',
        options: ['LOW', 'MEDIUM', 'HIGH', 'URGENT'],
      },
    ],
  },
];

export function objectTypeOf(name: string): ObjectType | undefined {
  return objectTypes.find((each) => each.name === name || each.noun === name);
}
