import type { JsonObject } from '@joinery/contracts';
import {
  RateWindow,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
} from '@joinery/connector-sdk/simulator';
import { errors, refuse, success, type FeishuError } from './answers.ts';
import { app } from './authorise.ts';
import { readable } from './message-text.ts';
import { findReceiver, type Receiver } from './receivers.ts';

interface Send {
  readonly Params: { readonly id: string };
  readonly Querystring: { readonly receive_id_type?: string };
  readonly Body: JsonObject;
}

const types = [
  'text',
  'post',
  'image',
  'file',
  'audio',
  'media',
  'sticker',
  'interactive',
  'share_chat',
  'share_user',
  'system',
];
const limits: Readonly<Record<string, number>> = { text: 150 * 1024, post: 30 * 1024, interactive: 30 * 1024 };
const rememberedForMs = 3_600_000;
export const tenantKey = '736588c9260f175d';

interface Draft {
  readonly type: string;
  readonly content: string;
  readonly uuid: string;
}

/** Messages of the bot: send, reply, read, edit, recall. */
export function messageRoutes(server: SimulatorApp, box: SimulatorBox, perReceiverPerSecond: number): void {
  const path = '/open-apis/im/v1/messages';
  const window = new RateWindow({ limit: perReceiverPerSecond, windowMs: 1_000, now: box.now });
  const sent = new Map<string, { readonly message: JsonObject; readonly atMs: number }>();
  box.onReset(() => [window.reset(), sent.clear()]);

  const deliver = (receiver: Receiver, draft: Draft, parent: string, reply: SimulatorReply): unknown => {
    const before = draft.uuid === '' ? undefined : sent.get(draft.uuid);
    if (before && box.now() - before.atMs < rememberedForMs) return success(before.message);
    if (!window.take(receiver.chatId).allowed) return refuse(reply, errors.receiverFrequency);
    const message = store(box, receiver, draft, parent);
    if (draft.uuid !== '') sent.set(draft.uuid, { message, atMs: box.now() });
    return success(message);
  };

  server.post<Send>(path, ({ query, body }, reply) => {
    const draft = draftOf(body);
    if (isError(draft)) return refuse(reply, draft);
    const receiver = findReceiver(box, query.receive_id_type ?? 'open_id', textOf(body['receive_id']));
    return isError(receiver) ? refuse(reply, receiver) : deliver(receiver, draft, '', reply);
  });
  server.post<Send>(`${path}/:id/reply`, ({ params, body }, reply) => {
    const parent = living(box, params.id);
    const draft = draftOf(body);
    if (isError(draft)) return refuse(reply, draft);
    if (isError(parent)) return refuse(reply, parent);
    const receiver = findReceiver(box, 'chat_id', textOf(parent['chat_id']));
    return isError(receiver) ? refuse(reply, receiver) : deliver(receiver, draft, params.id, reply);
  });
  server.get<Send>(`${path}/:id`, ({ params }, reply) => {
    const message = box.records.get('messages', params.id);
    return message ? success({ items: [message] }) : refuse(reply, errors.noSuchMessage);
  });
  server.delete<Send>(
    `${path}/:id`,
    ({ params }, reply) => edit(box, params.id, reply, { deleted: true }) ?? success({}),
  );
  server.put<Send>(`${path}/:id`, ({ params, body }, reply) => {
    const draft = draftOf(body);
    if (isError(draft)) return refuse(reply, draft);
    return edit(box, params.id, reply, changed(draft)) ?? success(box.records.get('messages', params.id) ?? {});
  });
  server.patch<Send>(`${path}/:id`, ({ params, body }, reply) => {
    const draft = draftOf({ ...body, msg_type: 'interactive' });
    return isError(draft) ? refuse(reply, draft) : (edit(box, params.id, reply, changed(draft)) ?? success({}));
  });
}

const changed = ({ content }: Draft): JsonObject => ({ body: { content }, updated: true });

function edit(box: SimulatorBox, id: string, reply: SimulatorReply, change: JsonObject): unknown {
  const message = living(box, id);
  if (isError(message)) return refuse(reply, message);
  box.records.upsert('messages', { ...change, message_id: id, update_time: String(box.now()) });
  return undefined;
}

function living(box: SimulatorBox, id: string): JsonObject | FeishuError {
  const message = box.records.get('messages', id);
  if (!message) return errors.noSuchMessage;
  return message['deleted'] === true ? errors.recalled : message;
}

/** The content is JSON inside a text; a bare object is the classic mistake. */
function draftOf(body: JsonObject): Draft | FeishuError {
  const { msg_type: type, content, uuid } = body;
  if (typeof type !== 'string' || typeof content !== 'string') return errors.badParameter;
  if (!types.includes(type)) return errors.messageType;
  if (textOf(uuid).length > 50) return errors.badParameter;
  if (Buffer.byteLength(content) > (limits[type] ?? Number.MAX_SAFE_INTEGER)) return errors.tooLong;
  const parsed = parsedObject(content);
  if (!parsed) return errors.badParameter;
  if (!readable(type, parsed)) return type === 'interactive' ? errors.badCard : errors.badParameter;
  return { type, content, uuid: textOf(uuid) };
}

function parsedObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function store(box: SimulatorBox, receiver: Receiver, { type, content }: Draft, parent: string): JsonObject {
  const id = box.newId('om_');
  const at = String(box.now());
  const message = box.records.upsert('messages', {
    message_id: id,
    root_id: parent,
    parent_id: parent,
    thread_id: '',
    msg_type: type,
    create_time: at,
    update_time: at,
    deleted: false,
    updated: false,
    chat_id: receiver.chatId,
    sender: { id: app.id, id_type: 'app_id', sender_type: 'app', tenant_key: tenantKey },
    body: { content },
    mentions: [],
  });
  const parsed = parsedObject(content) ?? {};
  const shown = readable(type, parsed) ?? { text: content };
  box.inbox.add({
    id,
    to: receiver.id,
    toName: receiver.name,
    kind: type,
    ...shown,
    receivedAt: new Date(box.now()).toISOString(),
    content: parsed,
  });
  return message;
}

function isError(value: object): value is FeishuError {
  return 'code' in value && 'msg' in value;
}
