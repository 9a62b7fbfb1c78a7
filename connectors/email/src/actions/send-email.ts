import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';

const addresses = (zh: string, en: string) => ({
  ...field.list(zh, en, { type: 'string', format: 'email', maxLength: 300 }),
  maxItems: 200,
  'x-sensitive': true,
});
const outcome = (zh: string, en: string) => field.list(zh, en, { type: 'string' });

export const sendEmail = defineAction({
  title: { zh: '发送邮件', en: 'Send an e-mail' },
  description: {
    zh: '邮件没有去重键:未得到回应的发送由人确认',
    en: 'E-mail knows no key against repetition: a send without an answer waits for a person',
  },
  input: form(
    {
      to: { ...addresses('收件人', 'To'), minItems: 1 },
      cc: addresses('抄送', 'Copies to'),
      bcc: addresses('密送', 'Blind copies to'),
      subject: field.text('主题', 'Subject', { maxLength: 500 }),
      text: field.text('正文', 'Text', { maxLength: 1_000_000, 'x-multiline': true }),
      html: field.text('HTML 正文', 'HTML', { maxLength: 2_000_000, 'x-multiline': true }),
      replyTo: field.text('回复地址', 'Reply to', { format: 'email', maxLength: 300 }),
      inReplyTo: field.text('所回复邮件的标识', 'Id of the message replied to', { maxLength: 1_000 }),
      attachments: {
        ...field.list('附件', 'Attachments', {
          type: 'object',
          required: ['fileName', 'base64'],
          additionalProperties: false,
          properties: {
            fileName: field.text('文件名', 'File name', { minLength: 1, maxLength: 255 }),
            contentType: field.text('内容类型', 'Content type', { maxLength: 200 }),
            base64: field.text('内容(base64)', 'Content (base64)', { maxLength: 14_000_000 }),
          },
        }),
        maxItems: 20,
      },
    },
    ['to', 'subject'],
  ),
  output: recordOf(
    {
      messageId: field.text('邮件标识', 'Message id'),
      accepted: outcome('已接受', 'Accepted'),
      rejected: outcome('被拒绝', 'Rejected'),
    },
    ['messageId', 'accepted', 'rejected'],
  ),
  sample: { messageId: '<5f1b2c@example.com>', accepted: ['kunde@example.com'], rejected: [] },
  effect: { class: 'unsafe' },
  operation: { kind: 'code' },
});
