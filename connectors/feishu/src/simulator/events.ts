import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import {
  textOf,
  type Change,
  type Dispatch,
  type EventFormat,
  type SimulatorBox,
  type Subscription,
  type VendorEvent,
} from '@joinery/connector-sdk/simulator';
import { app } from './authorise.ts';
import { tenantKey } from './message-routes.ts';

const verbs = { created: 'created', changed: 'updated', removed: 'deleted' } as const;

/** The events of the event centre when something in the tenant changes. */
export function eventsOf(change: Change, box: SimulatorBox): readonly VendorEvent[] {
  const { collection, kind, after, before } = change;
  const id = box.newId();
  switch (collection) {
    case 'users':
    case 'departments': {
      const type = `contact.${collection === 'users' ? 'user' : 'department'}.${verbs[kind]}_v3`;
      const old = before && { old_object: kind === 'removed' ? before : differing(before, after ?? {}) };
      return [{ id, type, body: { object: inEvent(after ?? before ?? {}), ...old } }];
    }
    case 'incoming-messages':
      return kind === 'created' && after ? [{ id, type: 'im.message.receive_v1', body: received(after) }] : [];
    case 'approvals':
      return approvalEvents(change, box);
    case 'card-actions':
      return kind === 'created' && after ? [{ id, type: 'card.action.trigger', body: clicked(after) }] : [];
    default:
      return [];
  }
}

/** Told only of definitions somebody subscribed to. */
function approvalEvents({ kind, before, after }: Change, box: SimulatorBox): readonly VendorEvent[] {
  const row = after ?? before ?? {};
  const definition = box.records.get('approval-definitions', textOf(row['approval_code']));
  const status = kind === 'removed' ? 'DELETED' : (row['status'] ?? '');
  if (definition?.['subscribed'] !== true || (kind === 'changed' && before?.['status'] === status)) return [];
  const at = String(box.now());
  const common = { approval_code: row['approval_code'] ?? '', instance_code: row['instance_code'] ?? '' };
  const instance = { ...common, status, operate_time: at, instance_operate_time: at, uuid: row['uuid'] ?? '' };
  const tasks = ((row['task_list'] ?? []) as readonly JsonObject[]).map(
    ({ id = '', user_id = '', open_id = '', status: of = '' }) => ({
      id: box.newId(),
      type: 'approval_task',
      body: {
        ...common,
        task_id: id,
        user_id,
        open_id,
        status: of,
        operate_time: at,
        custom_key: '',
        def_key: '',
        extra: '{}',
      },
    }),
  );
  return [{ id: box.newId(), type: 'approval_instance', body: instance }, ...tasks];
}

/** `order` is a text in the API and a number in events. */
function inEvent(row: JsonObject): JsonObject {
  return row['order'] === undefined ? row : { ...row, order: Number(row['order']) };
}

function differing(before: JsonObject, after: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(before).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(after[name])),
  );
}

function received(message: JsonObject): JsonObject {
  const { open_id: openId = '', text = '', chat_id: chatId = '', message_id: id = '', create_time: at = '' } = message;
  const chatType = textOf(chatId) === '' ? 'p2p' : 'group';
  return {
    sender: { sender_id: { union_id: '', user_id: '', open_id: openId }, sender_type: 'user', tenant_key: tenantKey },
    message: {
      message_id: id,
      root_id: '',
      parent_id: '',
      create_time: at,
      update_time: at,
      chat_id: chatId,
      thread_id: '',
      chat_type: chatType,
      message_type: 'text',
      content: JSON.stringify({ text }),
      mentions: [],
      user_agent: '',
    },
  };
}

function clicked(action: JsonObject): JsonObject {
  const {
    open_id: openId = '',
    value = {},
    message_id: messageId = '',
    chat_id: chatId = '',
    action_id: id = '',
  } = action;
  return {
    operator: { tenant_key: tenantKey, user_id: '', open_id: openId, union_id: '' },
    token: `c-${textOf(id)}`,
    action: { value, tag: 'button', timezone: 'Asia/Shanghai', name: '', form_value: {} },
    host: 'im_message',
    delivery_type: '',
    context: { url: '', preview_token: '', open_message_id: messageId, open_chat_id: chatId },
  };
}

export const format: EventFormat = {
  envelope: (dispatch: Dispatch) => (isApproval(dispatch.event) ? older(dispatch) : newer(dispatch)),
  sign(text, { subscription, sentAtMs }) {
    const { secret } = subscription;
    if (!secret) return { headers: { 'content-type': 'application/json; charset=utf-8' }, body: text };
    const body = JSON.stringify({ encrypt: encrypted(text, secret) });
    const timestamp = String(Math.floor(sentAtMs / 1000));
    const nonce = randomBytes(8).toString('hex');
    // A plain hash, no HMAC, over the bytes that are sent.
    const signature = createHash('sha256')
      .update(timestamp + nonce + secret + body)
      .digest('hex');
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    };
    return { headers, body };
  },
};

const isApproval = ({ type }: VendorEvent): boolean => type.startsWith('approval_');

function newer({ event, subscription, sentAtMs }: Dispatch): JsonObject {
  return {
    schema: '2.0',
    header: {
      event_id: event.id,
      event_type: event.type,
      // Card callbacks count microseconds, every other event milliseconds.
      create_time: event.type === 'card.action.trigger' ? `${sentAtMs}000` : String(sentAtMs),
      token: subscription.token ?? '',
      app_id: app.id,
      tenant_key: tenantKey,
    },
    event: event.body,
  };
}

/** Approvals are told in schema 1.0. */
function older({ event, subscription, sentAtMs }: Dispatch): JsonObject {
  return {
    ts: (sentAtMs / 1000).toFixed(7),
    uuid: event.id,
    token: subscription.token ?? '',
    type: 'event_callback',
    event: { app_id: app.id, tenant_key: tenantKey, type: event.type, ...event.body },
  };
}

/** base64(iv ‖ AES-256-CBC(PKCS#7, key = SHA-256(encrypt key))) */
function encrypted(text: string, encryptKey: string): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

/** Saving an address in the console: the receiver has one second to repeat the challenge. */
export async function handshake(subscription: Subscription, box: SimulatorBox): Promise<void> {
  const challenge = box.newId();
  const question = JSON.stringify({ challenge, token: subscription.token ?? '', type: 'url_verification' });
  const { secret } = subscription;
  const body = secret ? JSON.stringify({ encrypt: encrypted(question, secret) }) : question;
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const response = await fetch(subscription.url, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(1_000),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  const repeated =
    typeof answer === 'object' && answer !== null && 'challenge' in answer ? answer.challenge : undefined;
  if (response.status !== 200 || repeated !== challenge)
    throw new RangeError('Challenge code did not return as expected');
}
