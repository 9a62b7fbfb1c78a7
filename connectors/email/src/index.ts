import { type CodeContext, type CodePage, defineConnector } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { sendEmail as sendEmailAction } from './actions/send-email.ts';
import { connection } from './connection.ts';
import { openFolder, usingImap } from './imap.ts';
import { sendEmail, verifySmtp } from './smtp.ts';
import { emailReceived, pageOfMessages } from './triggers/email-received.ts';

/** A mailbox: SMTP out, IMAP in. A driver, because neither is HTTP. */
export const connector = defineConnector({
  manifest: {
    name: 'email',
    version: '1.0.0',
    title: { zh: '邮件', en: 'E-mail' },
    description: {
      zh: '以 SMTP 发送邮件,以 IMAP 接收邮件并触发流程。',
      en: 'Sends e-mail by SMTP, and starts flows on e-mail that arrives by IMAP.',
    },
    categories: ['channel'],
    hosts: ['{connection.smtpHost}', '{connection.imapHost}'],
    options: { folders: { operation: { kind: 'code', paginated: true }, value: 'item.path', label: 'item.path' } },
  },
  connection,
  actions: { 'send-email': sendEmailAction },
  triggers: { 'email-received': emailReceived },
  code: {
    'connection.test': { run: testConnection },
    'options.folders': { page: pageOfFolders },
    'actions.send-email': { run: sendEmail },
    'triggers.email-received': { page: pageOfMessages },
  },
});

/** Signs in at both servers, where both are named. */
async function testConnection(_input: JsonObject, ctx: CodeContext): Promise<Json> {
  await verifySmtp(ctx);
  const { fromAddress = '', imapHost } = ctx.connection;
  if (imapHost === undefined) return { address: fromAddress };
  const { exists } = await usingImap(ctx, (client) => openFolder(ctx, client, 'INBOX'));
  return { address: fromAddress, messages: exists };
}

async function pageOfFolders(_input: JsonObject, ctx: CodeContext): Promise<CodePage> {
  const folders = await usingImap(ctx, (client) => client.list());
  return { items: folders.map(({ path }) => ({ path })), next: null };
}

export default connector;
