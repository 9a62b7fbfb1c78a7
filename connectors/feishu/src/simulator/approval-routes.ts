import type { Json, JsonObject } from '@joinery/contracts';
import {
  InvalidCursor,
  pageOf,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
} from '@joinery/connector-sdk/simulator';
import { errors, refuse, success } from './answers.ts';

interface Call {
  readonly Params: { readonly code: string };
  readonly Querystring: Readonly<Record<string, string>>;
  readonly Body: JsonObject;
}

interface Widget {
  readonly id: string;
  readonly type: string;
  readonly required?: boolean;
}

const path = '/open-apis/approval/v4';

/** Approvals: a form that is JSON inside a text, a `uuid` that can be used once, and subscriptions per definition. */
export function approvalRoutes(server: SimulatorApp, box: SimulatorBox): void {
  server.get<Call>(`${path}/approvals/:code`, ({ params }, reply) => {
    const definition = box.records.get('approval-definitions', params.code);
    if (!definition) return refuse(reply, errors.noDefinition);
    const { approval_name = '', status = '', form = [] } = definition;
    return success({ approval_name, status, form: JSON.stringify(form), node_list: [], viewers: [] });
  });
  server.post<Call>(`${path}/approvals/:code/subscribe`, ({ params }, reply) => {
    const definition = box.records.get('approval-definitions', params.code);
    if (!definition) return refuse(reply, errors.noDefinition);
    if (definition['subscribed'] === true) return refuse(reply, errors.subscribed);
    box.records.upsert('approval-definitions', { approval_code: params.code, subscribed: true });
    return success({});
  });
  server.post<Call>(`${path}/instances`, ({ body }, reply) => create(box, body, reply));
  server.get<Call>(`${path}/instances`, ({ query, url }, reply) => {
    const { approval_code: code = '', start_time: from, end_time: to, page_token: token = '' } = query;
    const limit = Number(query['page_size'] ?? 100);
    if (!box.records.get('approval-definitions', code)) return refuse(reply, errors.noDefinition);
    if (!(Number(to) >= Number(from)) || !(limit >= 1 && limit <= 100)) return refuse(reply, errors.badApproval);
    const rows = box.records
      .list('approvals')
      .filter((row) => row['approval_code'] === code)
      .filter((row) => Number(row['start_time']) >= Number(from) && Number(row['start_time']) <= Number(to))
      .toSorted((a, b) => (textOf(a['instance_code']) < textOf(b['instance_code']) ? -1 : 1));
    try {
      const placeOf = (row: JsonObject): readonly string[] => [textOf(row['instance_code'])];
      const page = pageOf({ rows, limit, cursor: token || undefined, placeOf, faults: box.faults, path: url });
      const codes = page.items.map((row) => row['instance_code'] ?? '');
      return success({ instance_code_list: codes, has_more: page.next !== undefined, page_token: page.next ?? '' });
    } catch (error) {
      if (error instanceof InvalidCursor) return refuse(reply, errors.badApproval);
      throw error;
    }
  });
  // By its code, or by the uuid it was created with.
  server.get<Call>(`${path}/instances/:code`, ({ params }, reply) => {
    const found =
      box.records.get('approvals', params.code) ?? box.records.find('approvals', (row) => row['uuid'] === params.code);
    return found ? success(found) : refuse(reply, errors.noApproval);
  });
  server.post<Call>(`${path}/instances/cancel`, ({ body }, reply) => {
    const found = pending(box, body);
    if (!found) return refuse(reply, errors.noApproval);
    if (found['open_id'] !== body['user_id']) return refuse(reply, errors.badApproval);
    return moved(box, found, 'CANCELED');
  });
  for (const [verb, status] of [
    ['approve', 'APPROVED'],
    ['reject', 'REJECTED'],
  ] as const) {
    server.post<Call>(`${path}/tasks/${verb}`, ({ body }, reply) => {
      const found = pending(box, body);
      const tasks = (found?.['task_list'] ?? []) as readonly JsonObject[];
      const mine = tasks.some(({ id, open_id: openId }) => id === body['task_id'] && openId === body['user_id']);
      if (!found) return refuse(reply, errors.noApproval);
      return mine ? moved(box, found, status) : refuse(reply, errors.noTask);
    });
  }
}

function pending(box: SimulatorBox, body: JsonObject): JsonObject | undefined {
  const found = box.records.get('approvals', textOf(body['instance_code']));
  return found?.['status'] === 'PENDING' && found['approval_code'] === body['approval_code'] ? found : undefined;
}

function moved(box: SimulatorBox, { instance_code = '' }: JsonObject, status: string): JsonObject {
  box.records.upsert('approvals', { instance_code, status });
  return success({});
}

function create(box: SimulatorBox, body: JsonObject, reply: SimulatorReply): unknown {
  const definition = box.records.get('approval-definitions', textOf(body['approval_code']));
  if (!definition) return refuse(reply, errors.noDefinition);
  const uuid = textOf(body['uuid']);
  if (uuid !== '' && box.records.find('approvals', (row) => row['uuid'] === uuid))
    return refuse(reply, errors.uuidConflict);
  const applicant = box.records.get('users', textOf(body['open_id']));
  const given = widgets(body['form']);
  if (!applicant || !given) return refuse(reply, errors.badApproval);
  const wrong = wrongWidget(definition['form'] as unknown as readonly Widget[], given);
  if (wrong !== undefined) return refuse(reply, { ...errors.badApproval, msg: `param is invalid, 控件=${wrong}` });
  const approval = box.records.upsert('approvals', {
    approval_code: definition['approval_code'] ?? '',
    approval_name: definition['approval_name'] ?? '',
    open_id: body['open_id'] ?? '',
    user_id: applicant['user_id'] ?? '',
    department_id: body['department_id'] ?? '',
    form: JSON.stringify(given),
    uuid,
  });
  return success({ instance_code: approval['instance_code'] ?? '' });
}

/** The form is JSON inside a text; a bare list is the classic mistake. */
function widgets(form: Json | undefined): readonly JsonObject[] | undefined {
  if (typeof form !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(form);
    return Array.isArray(value) ? (value as readonly JsonObject[]) : undefined;
  } catch {
    return undefined;
  }
}

/** The first widget that is missing, unknown, or not of its kind. */
function wrongWidget(wanted: readonly Widget[], given: readonly JsonObject[]): string | undefined {
  const missing = wanted.find(({ id, required }) => required && !given.some((each) => each['id'] === id));
  if (missing) return missing.id;
  const unfit = given.find(({ id, type, value }) => {
    const known = wanted.find((each) => each.id === id);
    return known?.type !== type || (known?.type === 'amount' && typeof value !== 'number');
  });
  return unfit && textOf(unfit['id']);
}
