import type { Json, JsonObject } from '@joinery/contracts';
import { RateWindow, textOf, type SimulatorApp, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { errors, ok, refuse } from './answers.ts';
import { app } from './authorise.ts';
import { findUser, peopleOf } from './contact-routes.ts';
import { readable, type ReadableMessage } from './message-text.ts';

interface Post {
  readonly Body: JsonObject;
  readonly Querystring: { readonly key?: string };
}

const recallableMs = 24 * 3_600_000;
const codeLivesMs = 72 * 3_600_000;
/** Messages a minute one person gets of one app; the rest is dropped without a word. */
const perPersonAndMinute = 30;

/** Messages of the app: sent, updated, recalled. */
export function messageRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const minute = new RateWindow({ limit: perPersonAndMinute, windowMs: 60_000, now: box.now });
  const recent = new Map<string, number>();
  box.onReset(() => [minute.reset(), recent.clear()]);

  server.post<Post>('/cgi-bin/message/send', ({ body }, reply) => {
    if (Number(body['agentid']) !== app.agentId) return refuse(reply, errors.agent);
    const type = textOf(body['msgtype']);
    const shown = readable(type, object(body[type]));
    if (shown === 'unknown') return refuse(reply, errors.messageType);
    if (shown === 'empty') return refuse(reply, errors.empty);
    const receivers = receiversOf(box, body);
    if (receivers.asked === 0) return refuse(reply, errors.noReceiver);
    if (receivers.people.length === 0) return refuse(reply, errors.receivers, receivers.invalid);
    const interactive = textOf(object(body['template_card'])['card_type']).endsWith('_interaction');
    if (interactive && box.subscriptions().length === 0) return refuse(reply, errors.noCallback);
    const msgid = box.newId('msg');
    const card = interactive ? { response_code: box.newId('rc') } : {};
    box.records.upsert('messages', {
      msgid,
      msgtype: type,
      content: body[type] ?? {},
      sentAt: new Date(box.now()).toISOString(),
      ...card,
    });
    for (const user of receivers.people) {
      const id = textOf(user['userid']);
      if (!minute.take(id).allowed || repeated(recent, box, body, id)) continue;
      deliver(box, { to: id, toName: textOf(user['name']), kind: type, shown, content: body[type] ?? {} });
    }
    return ok({ ...receivers.invalid, unlicenseduser: '', msgid, ...card });
  });
  server.post<Post>('/cgi-bin/message/recall', ({ body }, reply) => {
    const found = box.records.get('messages', textOf(body['msgid']));
    if (!found) return refuse(reply, errors.badParameter);
    if (box.now() - Date.parse(textOf(found['sentAt'])) > recallableMs) return refuse(reply, errors.tooOld);
    box.records.upsert('messages', { msgid: found['msgid'] ?? '', recalled: true });
    return ok();
  });
  server.post<Post>('/cgi-bin/message/update_template_card', ({ body }, reply) => {
    const code = body['response_code'] ?? '';
    const found = box.records.find('messages', (row) => row['response_code'] === code);
    const old = found && box.now() - Date.parse(textOf(found['sentAt'])) > codeLivesMs;
    if (!found || old || found['used'] === true) return refuse(reply, errors.cardCode);
    const change = body['template_card'] ?? body['button'];
    if (change === undefined) return refuse(reply, errors.parameter);
    box.records.upsert('messages', { msgid: found['msgid'] ?? '', used: true, changed: change });
    return ok({ invaliduser: [] });
  });
}

/** Group robots: proved by the key in the address alone. */
export function robotRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const minute = new RateWindow({ limit: 20, windowMs: 60_000, now: box.now });
  box.onReset(() => minute.reset());
  server.post<Post>('/cgi-bin/webhook/send', ({ query, body }, reply) => {
    const key = query.key ?? '';
    const robot = box.records.get('robots', key);
    if (!robot) return refuse(reply, errors.robot);
    if (!minute.take(key).allowed) return refuse(reply, errors.frequency);
    const type = textOf(body['msgtype']);
    const shown = readable(type, object(body[type]));
    if (shown === 'unknown') return refuse(reply, errors.messageType);
    if (shown === 'empty') return refuse(reply, errors.empty);
    deliver(box, { to: key, toName: textOf(robot['name']), kind: type, shown, content: body[type] ?? {} });
    return ok();
  });
}

interface Delivered {
  readonly to: string;
  readonly toName: string;
  readonly kind: string;
  readonly shown: ReadableMessage;
  readonly content: Json;
}

function deliver(box: SimulatorBox, { shown, ...rest }: Delivered): void {
  box.inbox.add({ id: box.newId('m'), ...rest, ...shown, receivedAt: new Date(box.now()).toISOString() });
}

interface Receivers {
  readonly asked: number;
  readonly people: readonly JsonObject[];
  readonly invalid: { readonly invaliduser: string; readonly invalidparty: string; readonly invalidtag: string };
}

/** Ids come back in lower case. */
function receiversOf(box: SimulatorBox, body: JsonObject): Receivers {
  const users = listed(body['touser']);
  const parties = listed(body['toparty']);
  const tags = listed(body['totag']);
  const everybody = users.includes('@all') ? box.records.list('users') : [];
  const named = users.filter((id) => id !== '@all').map((id) => ({ id, user: findUser(box, id) }));
  const inParties = parties.flatMap((id) => peopleOf(box, Number(id)));
  const all = [...everybody, ...named.flatMap(({ user }) => (user ? [user] : [])), ...inParties];
  const people = [...new Map(all.map((user) => [textOf(user['userid']), user])).values()];
  const unknown = named.filter(({ user }) => !user).map(({ id }) => id.toLowerCase());
  const invalidparty = parties.filter((id) => !box.records.get('departments', id)).join('|');
  return {
    asked: users.length + parties.length + tags.length,
    people,
    invalid: { invaliduser: unknown.join('|'), invalidparty, invalidtag: tags.join('|') },
  };
}

/** The same content to the same person, within the time the sender asked for. */
function repeated(recent: Map<string, number>, box: SimulatorBox, body: JsonObject, user: string): boolean {
  if (body['enable_duplicate_check'] !== 1) return false;
  const key = JSON.stringify([user, body['msgtype'], body[textOf(body['msgtype'])]]);
  const before = recent.get(key);
  const withinMs = Number(body['duplicate_check_interval'] ?? 1_800) * 1_000;
  if (before !== undefined && box.now() - before < withinMs) return true;
  recent.set(key, box.now());
  return false;
}

const listed = (value: Json | undefined): readonly string[] => textOf(value).split('|').filter(Boolean);

function object(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
