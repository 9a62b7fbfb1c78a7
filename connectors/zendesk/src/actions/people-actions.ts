import { defineAction, field, form } from '@joinery/connector-sdk';
import { organizationSample, organizationSchema, userSample, userSchema } from '../schemas.ts';

const externalId = field.text('外部标识', 'External id', { minLength: 1, maxLength: 255 });
const tags = field.list('标签', 'Tags', { type: 'string', minLength: 1 });

/** Found by external id, or by e-mail. */
export const upsertUser = defineAction({
  title: { zh: '写入用户', en: 'Upsert a user' },
  description: {
    zh: '按外部标识或邮箱查找,没有则新建;不发送验证邮件',
    en: 'Found by external id or e-mail, and made where there is none; no verification mail is sent',
  },
  input: {
    ...form(
      {
        externalId,
        name: field.text('姓名', 'Name', { minLength: 1, maxLength: 255 }),
        email: field.text('邮箱', 'E-mail', { format: 'email', 'x-sensitive': true }),
        phone: field.text('电话', 'Phone', { maxLength: 50, 'x-sensitive': true }),
        organizationId: field.whole('组织', 'Organisation', { minimum: 1 }),
        userFields: field.object('自定义字段', 'Custom fields'),
        tags,
      },
      ['name'],
    ),
    anyOf: [{ required: ['externalId'] }, { required: ['email'] }],
  },
  output: userSchema,
  sample: userSample,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/users/create_or_update',
      body: `{'user': $merge([
        {'name': input.name, 'skip_verify_email': true},
        $exists(input.externalId) ? {'external_id': input.externalId} : {},
        $exists(input.email) ? {'email': input.email} : {},
        $exists(input.phone) ? {'phone': input.phone} : {},
        $exists(input.organizationId) ? {'organization_id': input.organizationId} : {},
        $exists(input.userFields) ? {'user_fields': input.userFields} : {},
        $exists(input.tags) ? {'tags': [input.tags]} : {}])}`,
    },
    output: 'body.user',
  },
});

/** Found by external id. Names are unique as well. */
export const upsertOrganization = defineAction({
  title: { zh: '写入组织', en: 'Upsert an organisation' },
  input: form(
    {
      externalId,
      name: field.text('名称', 'Name', { minLength: 1, maxLength: 255 }),
      domainNames: field.list('邮箱域名', 'Domains', { type: 'string', minLength: 1 }),
      details: field.text('详情', 'Details', { maxLength: 10_000 }),
      notes: field.text('备注', 'Notes', { maxLength: 10_000 }),
      organizationFields: field.object('自定义字段', 'Custom fields'),
      tags,
    },
    ['externalId', 'name'],
  ),
  output: organizationSchema,
  sample: organizationSample,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/organizations/create_or_update',
      body: `{'organization': $merge([
        {'external_id': input.externalId, 'name': input.name},
        $exists(input.domainNames) ? {'domain_names': [input.domainNames]} : {},
        $exists(input.details) ? {'details': input.details} : {},
        $exists(input.notes) ? {'notes': input.notes} : {},
        $exists(input.organizationFields) ? {'organization_fields': input.organizationFields} : {},
        $exists(input.tags) ? {'tags': [input.tags]} : {}])}`,
    },
    output: 'body.organization',
  },
});
