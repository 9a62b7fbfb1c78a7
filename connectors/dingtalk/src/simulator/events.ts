import { createHmac, randomBytes } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import {
  openFramed,
  sealFramed,
  sortedSha1,
  textOf,
  type Change,
  type Dispatch,
  type EventAnswer,
  type EventFormat,
  type SignedEvent,
  type SimulatorBox,
  type Subscription,
  type VendorEvent,
} from '@joinery/connector-sdk/simulator';
import { app } from './authorise.ts';

const verbs = { created: 'add', changed: 'modify', removed: 'leave' } as const;
const departmentVerbs = { created: 'create', changed: 'modify', removed: 'remove' } as const;

export const robotMessage = 'robot_message';
export const cardCallback = 'card_callback';
export const cardSecret = 'dingtalk-card-secret-demo';

/** The events DingTalk pushes when something in the organisation changes. */
export function eventsOf({ collection, kind, after, before }: Change, box: SimulatorBox): readonly VendorEvent[] {
  const row = after ?? before ?? {};
  const event = (type: string, body: JsonObject): VendorEvent => ({ id: box.newId(), type, body });
  switch (collection) {
    case 'users': {
      const changed =
        kind === 'changed' ? { diffInfo: { userid: row['userid'] ?? '', prev: before ?? {}, curr: row } } : {};
      return [event(`user_${verbs[kind]}_org`, { userId: [row['userid'] ?? ''], ...changed })];
    }
    case 'departments':
      return [event(`org_dept_${departmentVerbs[kind]}`, { deptId: [row['dept_id'] ?? 0] })];
    case 'approvals':
      return approvalEvents({ kind, row, before }, event);
    case 'incoming-messages':
      return kind === 'created' ? [{ ...event(robotMessage, row), apart: true }] : [];
    case 'card-clicks':
      return kind === 'created' ? [{ ...event(cardCallback, row), apart: true }] : [];
    default:
      return [];
  }
}

interface ApprovalChange {
  readonly kind: Change['kind'];
  readonly row: JsonObject;
  readonly before: JsonObject | undefined;
}

/** One event for the approval and one for each of its tasks, when it begins and when it ends. */
function approvalEvents(
  { kind, row, before }: ApprovalChange,
  event: (type: string, body: JsonObject) => VendorEvent,
): readonly VendorEvent[] {
  const moved = kind !== 'changed' || before?.['status'] !== row['status'];
  if (!moved) return [];
  const ended = { RUNNING: 'start', COMPLETED: 'finish', TERMINATED: 'terminate' }[textOf(row['status'])] ?? 'delete';
  const type = kind === 'removed' ? 'delete' : ended;
  const result = type === 'finish' ? { result: row['result'] ?? '' } : {};
  const common = {
    processInstanceId: row['processInstanceId'] ?? '',
    processCode: row['processCode'] ?? '',
    businessId: row['businessId'] ?? '',
    title: row['title'] ?? '',
    createTime: row['createdAtMs'] ?? 0,
    type,
    ...result,
  };
  const tasks = type === 'start' || type === 'finish' ? ((row['tasks'] ?? []) as readonly JsonObject[]) : [];
  return [
    event('bpms_instance_change', {
      ...common,
      staffId: row['originatorUserId'] ?? '',
      bizCategoryId: '',
      url: 'https://aflow.dingtalk.com/dingtalk/mobile/homepage.htm',
    }),
    ...tasks.map(({ taskId = 0, userId = '' }) =>
      event('bpms_task_change', { ...common, taskId, staffId: userId, remark: '' }),
    ),
  ];
}

export const format: EventFormat = {
  envelope: ({ event, sentAtMs }: Dispatch) =>
    event.apart === true
      ? event.body
      : {
          EventType: event.type,
          EventTime: sentAtMs,
          CorpId: app.corpId,
          BizId: event.id.slice(0, 11),
          eventId: event.id,
          timeStamp: String(sentAtMs),
          ...event.body,
        },
  sign: (text, { event, subscription, sentAtMs }) =>
    event.type === robotMessage
      ? byHeaders(
          text,
          'timestamp',
          'sign',
          hmac(subscription.secret, `${sentAtMs}\n${subscription.secret ?? ''}`),
          sentAtMs,
        )
      : event.type === cardCallback
        ? byHeaders(
            text,
            'x-ddpaas-signature-timestamp',
            'x-ddpaas-signature',
            hmac(subscription.secret, String(sentAtMs)),
            sentAtMs,
          )
        : sealed(text, subscription, sentAtMs),
  taken: (answer, { event, subscription }) => event.apart === true || saysSuccess(answer, subscription),
};

function hmac(secret = '', text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64');
}

function byHeaders(body: string, timeHeader: string, header: string, signature: string, sentAtMs: number): SignedEvent {
  const headers = { 'content-type': 'application/json', [timeHeader]: String(sentAtMs), [header]: signature };
  return { headers, body };
}

/** Encrypted for the app, signed in the address under both names DingTalk has used. */
function sealed(text: string, { secret = '', token = '' }: Subscription, sentAtMs: number): SignedEvent {
  const encrypt = sealFramed(secret, { message: text, receiver: app.key });
  const timestamp = String(sentAtMs);
  const nonce = randomBytes(4).toString('hex');
  const signature = sortedSha1(token, timestamp, nonce, encrypt);
  return {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ encrypt }),
    query: { signature, msg_signature: signature, timestamp, nonce },
  };
}

/** Only an encrypted, signed `success` tells DingTalk that its event arrived. */
function saysSuccess({ body }: EventAnswer, { secret = '', token = '' }: Subscription): boolean {
  const { msg_signature: signature, timeStamp: timestamp, nonce, encrypt } = parsed(body);
  if (typeof encrypt !== 'string') return false;
  if (signature !== sortedSha1(token, textOf(timestamp), textOf(nonce), encrypt)) return false;
  const opened = openFramed(secret, encrypt);
  return opened?.message === 'success' && opened.receiver === app.key;
}

/** Saving an address in the console: it must answer a test event like any other. */
export async function handshake(subscription: Subscription, box: SimulatorBox): Promise<void> {
  // Robots and cards have addresses of their own, which are not asked.
  if (subscription.events?.some((type) => type === robotMessage || type === cardCallback)) return;
  const { headers, body, query = {} } = sealed(JSON.stringify({ EventType: 'check_url' }), subscription, box.now());
  const url = new URL(subscription.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(2_500),
  });
  const answer = { status: response.status, body: await response.text() };
  if (!response.ok || !saysSuccess(answer, subscription))
    throw new RangeError('测试回调地址失败: 返回内容不是加密的 success');
}

function parsed(text: string): JsonObject {
  try {
    return (JSON.parse(text) ?? {}) as JsonObject;
  } catch {
    return {};
  }
}
