import { type CodeContext, type CodePage, defineTrigger, field, form, recordOf } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { openFolder, usingImap } from '../imap.ts';
import { parsedMessage } from '../parsed-message.ts';

const perPage = 25;
/** Of a larger message the end is left out. */
const mostBytes = 15 * 1024 * 1024;

const { optionalText: text } = field;
const personal = { 'x-sensitive': true };
const person = { address: text('地址', 'Address', personal), name: text('名称', 'Name', personal) };
const people = (zh: string, en: string) => field.list(zh, en, { type: 'object', properties: person });

export const emailReceived = defineTrigger({
  kind: 'polling',
  title: { zh: '收到邮件', en: 'E-mail received' },
  description: {
    zh: '新到达文件夹的邮件;读取不会标记为已读',
    en: 'Messages that arrive in a folder; reading does not mark them as read',
  },
  settings: form({
    folder: {
      ...field.text('文件夹', 'Folder', { minLength: 1, maxLength: 500, 'x-options': 'folders' }),
      default: 'INBOX',
    },
    withAttachments: {
      ...field.flag('包含附件内容', 'With the content of attachments'),
      default: false,
      'x-help': { zh: '否则只有名称、类型与大小', en: 'Else their names, types and sizes only' },
    },
  }),
  output: recordOf(
    {
      uid: field.whole('编号', 'Number'),
      messageId: text('邮件标识', 'Message id'),
      inReplyTo: text('所回复的邮件', 'In reply to'),
      references: field.list('会话中的邮件', 'References', { type: 'string' }),
      from: field.object('发件人', 'From', person),
      to: people('收件人', 'To'),
      cc: people('抄送', 'Copies to'),
      subject: text('主题', 'Subject'),
      text: text('正文', 'Text'),
      html: text('HTML 正文', 'HTML'),
      date: text('日期', 'Date'),
      receivedAt: text('到达时间', 'Received at'),
      truncated: field.flag('内容被截断', 'Cut off'),
      attachments: field.list('附件', 'Attachments', {
        type: 'object',
        properties: {
          fileName: text('文件名', 'File name'),
          contentType: text('内容类型', 'Content type'),
          size: field.whole('大小(字节)', 'Size (bytes)'),
          base64: text('内容(base64)', 'Content (base64)'),
        },
      }),
    },
    ['uid', 'subject', 'from'],
  ),
  sample: {
    uid: 4711,
    uidValidity: '1788224400',
    messageId: '<20260901.1@example.com>',
    inReplyTo: null,
    references: [],
    from: { address: 'kunde@example.com', name: '王小明' },
    to: [{ address: 'service@example.com', name: '' }],
    cc: [],
    subject: '无法登录',
    text: '登录后页面空白。',
    html: null,
    date: '2026-09-01T01:05:00.000Z',
    receivedAt: '2026-09-01T01:05:03.000Z',
    truncated: false,
    attachments: [{ fileName: '截图.png', contentType: 'image/png', size: 20_480 }],
  },
  operation: { kind: 'code', paginated: true },
  // Numbers of a folder only grow.
  cursor: { kind: 'sequence', value: 'item.uid' },
  dedupeKey: "item.uidValidity & ':' & $string(item.uid)",
  correlationKey: 'item.inReplyTo',
  everyMs: 60_000,
});

interface Position extends JsonObject {
  readonly after: number;
}

/** Messages after the furthest number seen. At the very first look the newest number alone is of interest. */
export async function pageOfMessages(input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  const folder = typeof input['folder'] === 'string' ? input['folder'] : 'INBOX';
  return usingImap(ctx, async (client) => {
    const { uidNext, uidValidity } = await openFolder(ctx, client, folder);
    const validity = String(uidValidity);
    if (typeof ctx.cursor !== 'number') return { items: [{ uid: uidNext - 1, uidValidity: validity }], next: null };
    const after = (from as Position | null)?.after ?? ctx.cursor;
    if (after >= uidNext)
      throw ctx.fault({ meaning: 'conflict', message: `the folder ${folder} was made anew: set the trigger up again` });
    const uids = await newUids(client, after);
    const items: JsonObject[] = [];
    for (const uid of uids.slice(0, perPage)) {
      const message = await client.fetchOne(
        String(uid),
        { source: { maxLength: mostBytes }, internalDate: true, size: true },
        { uid: true },
      );
      // Gone since it was found: then it is no message any more.
      if (!message || !message.source) continue;
      const content = await parsedMessage(message.source, input['withAttachments'] === true);
      const receivedAt = message.internalDate === undefined ? null : new Date(message.internalDate).toISOString();
      const truncated = (message.size ?? 0) > mostBytes;
      items.push({ uid, uidValidity: validity, receivedAt, truncated, ...content });
    }
    const last = uids[perPage - 1];
    const next: Position | null = uids.length > perPage && last !== undefined ? { after: last } : null;
    return { items, next };
  });
}

/** `n:*` always gives the last message, also one before `n`. */
async function newUids(
  client: Parameters<Parameters<typeof usingImap>[1]>[0],
  after: number,
): Promise<readonly number[]> {
  const found = await client.search({ uid: `${after + 1}:*` }, { uid: true });
  return (found === false || found === undefined ? [] : found).filter((uid) => uid > after).toSorted((a, b) => a - b);
}
