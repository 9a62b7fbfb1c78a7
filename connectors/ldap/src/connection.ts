import { defineConnection, field } from '@joinery/connector-sdk';

/** One directory server and the account that reads it. Only the declared host is connected to, through the egress policy. */
export const connection = defineConnection({
  help: {
    zh: '请为榫卯单独建立只读账号;填写服务器地址、该账号的 DN(AD 也可用 user@domain)与密码,以及人员与部门所在的基准 DN。内网目录需由管理员在“出口白名单”中放行。',
    en: 'Create a read-only account of its own for Joinery; fill in the server, that account’s DN (in AD user@domain will do) and password, and the base DN below which people and departments are. A directory inside your network must be allowed under Egress by an administrator.',
  },
  fields: {
    type: 'object',
    required: ['host', 'baseDn', 'bindDn', 'password'],
    additionalProperties: false,
    properties: {
      kind: {
        ...field.choice('类型', 'Kind', {
          ldap: ['OpenLDAP 等标准目录', 'OpenLDAP and other standard directories'],
          'active-directory': ['Active Directory', 'Active Directory'],
        }),
        default: 'ldap',
      },
      host: field.text('主机', 'Host', { minLength: 1, maxLength: 253 }),
      port: field.whole('端口', 'Port', {
        minimum: 1,
        maximum: 65_535,
        'x-help': { zh: '空为 636(LDAPS)或 389', en: 'Empty: 636 for LDAPS, else 389' },
      }),
      encryption: {
        ...field.choice('加密', 'Encryption', {
          ldaps: ['LDAPS', 'LDAPS'],
          starttls: ['StartTLS', 'StartTLS'],
          off: ['不加密', 'Not encrypted'],
        }),
        default: 'ldaps',
      },
      ca: field.text('CA 证书(PEM)', 'CA certificate (PEM)', {
        maxLength: 20_000,
        'x-multiline': true,
        'x-help': { zh: '自签名证书时填写', en: 'For a certificate of your own authority' },
      }),
      bindDn: field.text('账号 DN', 'DN of the account', {
        minLength: 1,
        maxLength: 500,
        'x-placeholder': 'cn=joinery,ou=services,dc=example,dc=com',
      }),
      password: field.secret('密码', 'Password', { minLength: 1 }),
      baseDn: field.text('基准 DN', 'Base DN', { minLength: 1, maxLength: 500, 'x-placeholder': 'dc=example,dc=com' }),
      personFilter: field.text('人员筛选', 'Filter of people', {
        maxLength: 2_000,
        'x-help': {
          zh: '空为 (objectClass=inetOrgPerson);AD 为 (&(objectCategory=person)(objectClass=user))',
          en: 'Empty: (objectClass=inetOrgPerson), in AD (&(objectCategory=person)(objectClass=user))',
        },
      }),
      departmentFilter: field.text('部门筛选', 'Filter of departments', {
        maxLength: 2_000,
        'x-help': { zh: '空为 (objectClass=organizationalUnit)', en: 'Empty: (objectClass=organizationalUnit)' },
      }),
      attributes: {
        ...field.list('更多属性', 'Further attributes', { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9;-]{0,99}$' }),
        maxItems: 50,
        'x-help': { zh: '除常用属性外还要读取的属性名', en: 'Names of attributes to read beside the usual ones' },
      },
    },
  },
  auth: [{ scheme: 'database', driver: 'ldap' }],
  test: { operation: { kind: 'code' }, account: "output.baseDn & ' · ' & output.bindDn" },
});
