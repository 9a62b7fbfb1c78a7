import { canonicalObject } from './canonical-object.ts';
import { enumerations } from './enumerations.ts';
import {
  anyText,
  date,
  decimal,
  dialled,
  email,
  flag,
  group,
  link,
  listOf,
  longText,
  oneOf,
  phone,
  reference,
  sensitive,
  text,
  whole,
} from './field.ts';

const address = sensitive(
  group('地址', 'Address', {
    country: text('国家', 'Country', 100),
    province: text('省', 'Province', 100),
    city: text('市', 'City', 100),
    district: text('区', 'District', 100),
    street: text('街道', 'Street'),
    postalCode: text('邮编', 'Postal code', 20),
  }),
);

export const Customer = canonicalObject({
  name: 'Customer',
  collection: 'customers',
  title: { zh: '客户', en: 'Customer' },
  required: ['name'],
  fields: {
    name: text('名称', 'Name', 200),
    shortName: text('简称', 'Short name', 100),
    code: text('业务编码', 'Code', 100),
    type: oneOf('类型', 'Type', enumerations.customerType),
    level: { ...text('级别', 'Level', 50), 'x-labels': { ...enumerations.customerLevel } },
    industry: text('行业', 'Industry', 200),
    status: oneOf('状态', 'Status', enumerations.customerStatus),
    phone: dialled('电话', 'Phone'),
    email: email('邮箱', 'E-mail'),
    website: link('网站', 'Website'),
    domains: listOf('域名', 'Domains', anyText),
    address,
    taxNo: sensitive(text('统一社会信用代码', 'Tax number', 40)),
    ownerAgentId: reference('负责人', 'Owner', 'Agent'),
    parentCustomerId: reference('上级客户', 'Parent customer', 'Customer'),
    groupId: reference('服务组', 'Group', 'Department'),
    serviceStart: date('服务开始', 'Service start'),
    serviceEnd: date('服务结束', 'Service end'),
    employeeCount: whole('员工数', 'Employees'),
    annualRevenue: decimal('年收入', 'Annual revenue'),
    description: longText('描述', 'Description'),
  },
});

export const Contact = canonicalObject({
  name: 'Contact',
  collection: 'contacts',
  title: { zh: '联系人', en: 'Contact' },
  required: ['name'],
  fields: {
    name: text('姓名', 'Name', 200),
    firstName: text('名', 'First name', 100),
    lastName: text('姓', 'Last name', 100),
    gender: oneOf('性别', 'Gender', enumerations.gender),
    title: text('职务', 'Title', 200),
    customerId: reference('所属客户', 'Customer', 'Customer'),
    department: text('部门', 'Department', 200),
    emails: listOf(
      '邮箱',
      'E-mails',
      group(
        '邮箱',
        'E-mail',
        {
          value: email('邮箱', 'E-mail'),
          type: oneOf('类型', 'Type', enumerations.emailType),
          primary: flag('首选', 'Primary'),
        },
        ['value'],
      ),
    ),
    phones: listOf(
      '电话',
      'Phones',
      group(
        '电话',
        'Phone',
        {
          value: dialled('号码', 'Number'),
          type: oneOf('类型', 'Type', enumerations.phoneType),
          primary: flag('首选', 'Primary'),
        },
        ['value'],
      ),
    ),
    mobile: phone('手机', 'Mobile'),
    email: email('首选邮箱', 'Primary e-mail'),
    wechat: group('微信', 'WeChat', {
      openid: sensitive(text('OpenID', 'OpenID', 100)),
      unionid: sensitive(text('UnionID', 'UnionID', 100)),
    }),
    externalUserId: text('外部用户标识', 'External user id', 200),
    locale: text('语言', 'Locale', 20),
    timezone: text('时区', 'Time zone', 60),
    isPrimary: flag('主要联系人', 'Primary contact'),
    status: oneOf('状态', 'Status', enumerations.contactStatus),
    address,
    birthday: sensitive(date('生日', 'Birthday')),
    description: longText('描述', 'Description'),
  },
});
