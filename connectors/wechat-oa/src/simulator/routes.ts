import { randomBytes } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import { offsetPageOf, textOf, type SimulatorApp, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { errors, ok, refuse } from './answers.ts';

interface Call {
  readonly Querystring: Readonly<Record<string, string>>;
  readonly Body: JsonObject;
}

const rememberedForMs = 600_000;
const serviceWindowMs = 48 * 3_600_000;

/** Template and service messages. */
export function messageRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const sent = new Map<string, { readonly msgid: string; readonly atMs: number }>();
  box.onReset(() => sent.clear());
  // The id is a number of nineteen digits, which JavaScript cannot hold.
  const answer = (msgid: string): string => `{"errcode":0,"errmsg":"ok","msgid":${msgid}}`;

  server.get('/cgi-bin/get_api_domain_ip', () => ({ ip_list: ['127.0.0.1'] }));
  server.get('/cgi-bin/template/get_all_private_template', () => ({ template_list: box.records.list('templates') }));
  server.post<Call>('/cgi-bin/message/template/send', ({ body }, reply) => {
    const follower = box.records.get('followers', textOf(body['touser']));
    const template = box.records.get('templates', textOf(body['template_id']));
    const data = body['data'] as Readonly<Record<string, JsonObject>> | undefined;
    if (!follower) return refuse(reply, errors.openId);
    if (!template) return refuse(reply, errors.templateId);
    if (follower['subscribe'] !== 1) return refuse(reply, errors.notFollowing);
    if (!data || Object.values(data).some((word) => typeof word['value'] !== 'string'))
      return refuse(reply, errors.data);
    const key = `${textOf(body['touser'])}|${textOf(body['client_msg_id'])}`;
    const before = textOf(body['client_msg_id']) === '' ? undefined : sent.get(key);
    if (before && box.now() - before.atMs < rememberedForMs)
      return reply.type('application/json').send(answer(before.msgid));
    const msgid = `30${randomBytes(7).readUIntBE(0, 6).toString().padStart(17, '1').slice(0, 17)}`;
    sent.set(key, { msgid, atMs: box.now() });
    box.inbox.add({
      id: msgid,
      to: textOf(body['touser']),
      toName: textOf(follower['remark']) || textOf(body['touser']),
      kind: 'template',
      title: textOf(template['title']),
      text: filledIn(textOf(template['content']), data),
      receivedAt: new Date(box.now()).toISOString(),
      content: body,
    });
    const status = follower['blocked'] === true ? 'failed:user block' : 'success';
    box.records.upsert('messages', {
      msgid,
      touser: body['touser'] ?? '',
      template_id: body['template_id'] ?? '',
      status,
    });
    return reply.type('application/json').send(answer(msgid));
  });
  server.post<Call>('/cgi-bin/message/custom/send', ({ body }, reply) => {
    const follower = box.records.get('followers', textOf(body['touser']));
    if (!follower) return refuse(reply, errors.openId);
    const { content } = (body['text'] ?? {}) as JsonObject;
    if (textOf(content) === '') return refuse(reply, errors.empty);
    const lastMs = Date.parse(textOf(follower['lastActiveAt']));
    if (!(box.now() - lastMs < serviceWindowMs)) return refuse(reply, errors.tooLate);
    const to = { to: textOf(body['touser']), toName: textOf(follower['remark']) };
    const receivedAt = new Date(box.now()).toISOString();
    box.inbox.add({ id: box.newId('m'), ...to, kind: 'text', text: textOf(content), receivedAt, content: body });
    return ok();
  });
}

/** Followers: their openids in pages, each named by the last openid before it. */
export function followerRoutes(server: SimulatorApp, box: SimulatorBox, followersPerPage: number): void {
  server.get<Call>('/cgi-bin/user/get', ({ query, url }) => {
    const rows = box.records.list('followers').filter((row) => row['subscribe'] === 1);
    const after = query['next_openid'] ?? '';
    const offset = after === '' ? 0 : rows.findIndex((row) => row['openid'] === after) + 1;
    const { items, next } = offsetPageOf({ rows, limit: followersPerPage, offset, faults: box.faults, path: url });
    const openids = items.map((row) => row['openid'] ?? '');
    const last = rows[(next ?? offset + items.length) - 1];
    const page = { total: rows.length, count: openids.length };
    return openids.length === 0
      ? { ...page, next_openid: '' }
      : { ...page, data: { openid: openids }, next_openid: last?.['openid'] ?? '' };
  });
  server.get<Call>('/cgi-bin/user/info', ({ query }, reply) => {
    const follower = box.records.get('followers', query['openid'] ?? '');
    if (!follower) return refuse(reply, errors.openId);
    // Of who does not follow, this alone is told.
    if (follower['subscribe'] !== 1) return { subscribe: 0, openid: follower['openid'] ?? '' };
    const { blocked: _, lastActiveAt: __, ...shown } = follower;
    return shown;
  });
}

function filledIn(content: string, data: Readonly<Record<string, JsonObject>>): string {
  return content.replace(/\{\{(\w+)\.DATA\}\}/g, (_, word: string) => textOf(data[word]?.['value']));
}
