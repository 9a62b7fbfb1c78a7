import { defineConnection, field } from '@joinery/connector-sdk';

/** One mailbox: the server that sends for it, and the one it is read from. Both are connected to through the egress policy. */
export const connection = defineConnection({
  help: {
    zh: '填写发信(SMTP)服务器与邮箱账号;接收邮件时另填收信(IMAP,仅 TLS)服务器。许多邮箱需在设置中开启 SMTP/IMAP,并以“授权码”或“应用专用密码”代替登录密码。',
    en: 'Fill in the server that sends (SMTP) and the mailbox’s account; to receive also the IMAP server, by TLS only. Many providers want SMTP and IMAP switched on and an app password in place of the login’s.',
  },
  fields: {
    type: 'object',
    required: ['smtpHost', 'fromAddress'],
    additionalProperties: false,
    properties: {
      smtpHost: field.text('SMTP 主机', 'SMTP host', { minLength: 1, maxLength: 253 }),
      smtpPort: field.whole('SMTP 端口', 'SMTP port', {
        minimum: 1,
        maximum: 65_535,
        'x-help': { zh: '空为 465(TLS)或 587', en: 'Empty: 465 for TLS, else 587' },
      }),
      smtpEncryption: {
        ...field.choice('SMTP 加密', 'SMTP encryption', {
          tls: ['TLS', 'TLS'],
          starttls: ['STARTTLS', 'STARTTLS'],
          off: ['不加密', 'Not encrypted'],
        }),
        default: 'tls',
      },
      imapHost: field.text('IMAP 主机', 'IMAP host', { maxLength: 253 }),
      imapPort: { ...field.whole('IMAP 端口', 'IMAP port', { minimum: 1, maximum: 65_535 }), default: 993 },
      ca: field.text('CA 证书(PEM)', 'CA certificate (PEM)', {
        maxLength: 20_000,
        'x-multiline': true,
        'x-help': { zh: '自签名证书时填写', en: 'For a certificate of your own authority' },
      }),
      user: field.text('账号', 'User', {
        maxLength: 300,
        'x-help': { zh: '空为不登录的内部中继', en: 'Empty: a relay that asks for none' },
      }),
      password: field.secret('密码或授权码', 'Password'),
      fromAddress: field.text('发件地址', 'Address of the sender', { format: 'email', maxLength: 300 }),
      fromName: field.text('发件人名称', 'Name of the sender', { maxLength: 200 }),
    },
  },
  auth: [{ scheme: 'database', driver: 'mail' }],
  test: {
    operation: { kind: 'code' },
    account: "output.address & ($exists(output.messages) ? ' · ' & $string(output.messages) & ' in INBOX' : '')",
  },
});
