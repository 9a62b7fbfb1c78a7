import type { Json, JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorApp, type SimulatorBox, type SimulatorReply } from '@joinery/connector-sdk/simulator';
import { newErrors, ok, oldErrors, refuseNew, refuseOld } from './answers.ts';
import { app } from './authorise.ts';
import { readable, readableParam } from './message-text.ts';

interface Post {
  readonly Body: JsonObject;
}

const noticePath = '/topapi/message/corpconversation';
const recallableMs = 24 * 3_600_000;
const mostUsers = 20;

/** Work notices: taken at once, delivered or held back afterwards. */
export function noticeRoutes(server: SimulatorApp, box: SimulatorBox): void {
  let tasks = 256_271_667_000;
  /** The same words to the same person on the same day are delivered once. */
  const delivered = new Set<string>();
  box.onReset(() => delivered.clear());

  server.post<Post>(`${noticePath}/asyncsend_v2`, ({ body }, reply) => {
    if (Number(body['agent_id']) !== app.agentId) return refuseOld(reply, oldErrors.agent);
    const message = object(body['msg']);
    const shown = message && readable(message);
    const receivers = receiversOf(box, body);
    if (!message || !shown || !receivers || Buffer.byteLength(JSON.stringify(message)) > 2048 * 10)
      return refuseOld(reply, oldErrors.parameter);
    const sentAt = new Date(box.now()).toISOString();
    const known = receivers.filter((id) => box.records.get('users', id));
    const again = (id: string): boolean => delivered.has(`${id}|${sentAt.slice(0, 10)}|${JSON.stringify(message)}`);
    const fresh = known.filter((id) => !again(id));
    const forbidden = known.filter(again).map((userid) => ({ code: '143106', count: 1, userid }));
    for (const id of fresh) delivered.add(`${id}|${sentAt.slice(0, 10)}|${JSON.stringify(message)}`);
    tasks += 1;
    box.records.upsert('notices', {
      task_id: tasks,
      msg: message,
      sentAt,
      send_result: {
        invalid_user_id_list: receivers.filter((id) => !known.includes(id)),
        forbidden_list: forbidden,
        failed_user_id_list: [],
        read_user_id_list: [],
        unread_user_id_list: fresh,
        invalid_dept_id_list: [],
      },
    });
    for (const id of fresh) deliver(box, { id, kind: textOf(message['msgtype']), shown, content: message });
    return ok({ task_id: tasks });
  });
  server.post<Post>(`${noticePath}/getsendprogress`, ({ body }, reply) =>
    notice(box, body['task_id'])
      ? ok({ progress: { progress_in_percent: 100, status: 2 } })
      : refuseOld(reply, oldErrors.parameter),
  );
  server.post<Post>(`${noticePath}/getsendresult`, ({ body }, reply) => {
    const found = notice(box, body['task_id']);
    return found ? ok({ send_result: found['send_result'] ?? {} }) : refuseOld(reply, oldErrors.parameter);
  });
  server.post<Post>(`${noticePath}/recall`, ({ body }, reply) => {
    const found = notice(box, body['msg_task_id']);
    if (!found || box.now() - Date.parse(textOf(found['sentAt'])) > recallableMs)
      return refuseOld(reply, oldErrors.parameter);
    box.records.upsert('notices', { task_id: found['task_id'] ?? null, recalled: true });
    return ok();
  });
}

/** The app's own robot, to people and to groups. */
export function botRoutes(server: SimulatorApp, box: SimulatorBox): void {
  server.post<Post>('/v1.0/robot/oToMessages/batchSend', ({ body }, reply) => {
    const { userIds } = body;
    if (!Array.isArray(userIds) || userIds.length === 0) return refuseNew(reply, newErrors.userIds);
    if (userIds.length > mostUsers) return refuseNew(reply, newErrors.tooManyUsers);
    const known = userIds.map(textOf).filter((id) => box.records.get('users', id));
    return send(reply, box, body, known, {
      invalidStaffIdList: userIds.filter((id) => !known.includes(textOf(id))),
      flowControlledStaffIdList: [],
    });
  });
  server.post<Post>('/v1.0/robot/groupMessages/send', ({ body }, reply) =>
    send(reply, box, body, [textOf(body['openConversationId'])], {}),
  );
  for (const path of ['/v1.0/robot/otoMessages/batchRecall', '/v1.0/robot/groupMessages/recall']) {
    server.post<Post>(path, ({ body }) => {
      const keys = (body['processQueryKeys'] ?? []) as readonly string[];
      const known = keys.filter((key) => box.records.get('bot-messages', key));
      for (const key of known) box.records.upsert('bot-messages', { processQueryKey: key, recalled: true });
      const unknown = keys.filter((key) => !known.includes(key));
      return {
        successResult: known,
        failedResult: Object.fromEntries(unknown.map((key) => [key, 'robot.processQueryKey.expired'])),
      };
    });
  }
}

function send(
  reply: SimulatorReply,
  box: SimulatorBox,
  body: JsonObject,
  to: readonly string[],
  answer: JsonObject,
): unknown {
  if (body['robotCode'] !== app.key) return refuseNew(reply, newErrors.robotCode);
  const key = textOf(body['msgKey']);
  if (!key.startsWith('sample')) return refuseNew(reply, newErrors.msgKey);
  const content = typeof body['msgParam'] === 'string' ? parsed(body['msgParam']) : undefined;
  const shown = content && readableParam(key, content);
  if (!content || !shown) return refuseNew(reply, newErrors.msgParam);
  const processQueryKey = box.newId('pqk');
  box.records.upsert('bot-messages', { processQueryKey, msgKey: key, msgParam: content, to });
  for (const id of to) deliver(box, { id, kind: key, shown, content });
  return { processQueryKey, ...answer };
}

interface Delivered {
  readonly id: string;
  readonly kind: string;
  readonly shown: { readonly title?: string; readonly text: string };
  readonly content: JsonObject;
}

function deliver(box: SimulatorBox, { id, kind, shown, content }: Delivered): void {
  const toName = textOf(box.records.get('users', id)?.['name'] ?? box.records.get('groups', id)?.['title']) || id;
  box.inbox.add({
    id: box.newId('m'),
    to: id,
    toName,
    kind,
    ...shown,
    receivedAt: new Date(box.now()).toISOString(),
    content,
  });
}

/** Undefined where nobody is named, or too many are. */
function receiversOf(box: SimulatorBox, body: JsonObject): readonly string[] | undefined {
  const users = listed(body['userid_list']);
  const departments = listed(body['dept_id_list']).map(Number);
  const everybody = body['to_all_user'] === true;
  if (users.length > 100 || departments.length > 20) return undefined;
  if (users.length === 0 && departments.length === 0 && !everybody) return undefined;
  const inThem = box.records
    .list('users')
    .filter((row) => everybody || (row['dept_id_list'] as readonly number[]).some((id) => departments.includes(id)))
    .map((row) => textOf(row['userid']));
  return [...new Set([...users, ...inThem])];
}

const listed = (value: Json | undefined): readonly string[] => textOf(value).split(',').filter(Boolean);

function notice(box: SimulatorBox, id: Json | undefined): JsonObject | undefined {
  return box.records.get('notices', textOf(id));
}

function parsed(text: string): JsonObject | undefined {
  try {
    return object(JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}

function object(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
