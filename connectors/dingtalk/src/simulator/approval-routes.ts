import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '@joinery/contracts';
import {
  offsetPageOf,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
} from '@joinery/connector-sdk/simulator';
import { newErrors, refuseNew } from './answers.ts';

interface Call {
  readonly Body: JsonObject;
  readonly Querystring: Readonly<Record<string, string>>;
}

const path = '/v1.0/workflow';
const noWithdrawalMs = 15_000;
const largestPage = 20;

/** Approvals of the new interface. People decide in the sandbox, by changing `result` of a record. */
export function approvalRoutes(server: SimulatorApp, box: SimulatorBox): void {
  server.get<Call>(`${path}/forms/schemas/processCodes`, ({ query }, reply) => {
    const template = box.records.get('templates', query['processCode'] ?? '');
    if (!template) return refuseNew(reply, newErrors.processCode);
    const { processCode = '', name = '', items = [] } = template;
    return {
      result: {
        creatorUserId: 'liuyang',
        formCode: processCode,
        formUuid: 'FORM-1',
        name,
        memo: '',
        ownerIdType: 'orgId',
        schemaContent: { title: name, icon: 'common', items },
      },
      success: true,
    };
  });
  server.post<Call>(`${path}/processInstances`, ({ body }, reply) => create(box, body, reply));
  server.get<Call>(`${path}/processInstances`, ({ query }, reply) => {
    const found = box.records.get('approvals', query['processInstanceId'] ?? '');
    if (!found) return refuseNew(reply, newErrors.noApproval);
    const { processInstanceId: _, processCode: __, createdAtMs: ___, ...result } = found;
    // A text here, unlike elsewhere.
    return { result, success: 'true' };
  });
  server.post<Call>(`${path}/processes/instanceIds/query`, ({ body, url }, reply) => {
    const { processCode, startTime, endTime = box.now(), maxResults, nextToken, userIds, statuses } = body;
    const limit = Number(maxResults);
    if (typeof startTime !== 'number' || typeof nextToken !== 'number' || !(limit >= 1 && limit <= largestPage))
      return refuseNew(reply, newErrors.processParameter);
    if (Number(endTime) - startTime > 120 * 24 * 3_600_000) return refuseNew(reply, newErrors.processParameter);
    const among = (list: Json | undefined, value: Json | undefined): boolean =>
      !Array.isArray(list) || list.includes(value ?? null);
    const rows = box.records
      .list('approvals')
      .filter((row) => row['processCode'] === processCode)
      .filter((row) => Number(row['createdAtMs']) >= startTime && Number(row['createdAtMs']) <= Number(endTime))
      .filter((row) => among(userIds, row['originatorUserId']) && among(statuses, row['status']));
    const { items, next } = offsetPageOf({ rows, limit, offset: nextToken, faults: box.faults, path: url });
    const list = items.map((row) => row['processInstanceId'] ?? null);
    return { result: next === undefined ? { list } : { list, nextToken: String(next) }, success: true };
  });
  server.post<Call>(`${path}/processInstances/terminate`, ({ body }, reply) => {
    const found = running(box, body);
    if (!found) return refuseNew(reply, newErrors.noApproval);
    if (box.now() - Number(found['createdAtMs']) < noWithdrawalMs) return refuseNew(reply, newErrors.tooEarly);
    box.records.upsert('approvals', { processInstanceId: found['processInstanceId'] ?? null, status: 'TERMINATED' });
    return { result: true, success: true };
  });
  server.post<Call>(`${path}/processInstances/execute`, ({ body }, reply) => {
    const found = running(box, body);
    if (!found) return refuseNew(reply, newErrors.noApproval);
    const tasks = found['tasks'] as readonly JsonObject[];
    const mine = tasks.some(({ taskId, userId }) => taskId === body['taskId'] && userId === body['actionerUserId']);
    if (!mine) return refuseNew(reply, newErrors.noTask);
    box.records.upsert('approvals', {
      processInstanceId: found['processInstanceId'] ?? null,
      result: body['result'] ?? '',
    });
    return { result: true, success: true };
  });
  server.post<Call>(`${path}/processInstances/comments`, ({ body }, reply) => {
    const found = box.records.get('approvals', textOf(body['processInstanceId']));
    if (!found) return refuseNew(reply, newErrors.noApproval);
    const remark = {
      userId: body['commentUserId'] ?? '',
      type: 'ADD_REMARK',
      result: 'NONE',
      remark: body['text'] ?? '',
    };
    box.records.upsert('approvals', {
      processInstanceId: found['processInstanceId'] ?? null,
      operationRecords: [...(found['operationRecords'] as readonly JsonObject[]), remark],
    });
    return { result: true, success: true };
  });
}

function running(box: SimulatorBox, body: JsonObject): JsonObject | undefined {
  const found = box.records.get('approvals', textOf(body['processInstanceId']));
  return found?.['status'] === 'RUNNING' ? found : undefined;
}

function create(box: SimulatorBox, body: JsonObject, reply: SimulatorReply): unknown {
  const template = box.records.get('templates', textOf(body['processCode']));
  if (!template) return refuseNew(reply, newErrors.processCode);
  const originator = box.records.get('users', textOf(body['originatorUserId']));
  if (!originator || typeof body['deptId'] !== 'number') return refuseNew(reply, newErrors.processParameter);
  const values = Array.isArray(body['formComponentValues'])
    ? (body['formComponentValues'] as readonly JsonObject[])
    : [];
  const wrong = wrongComponents(template, values);
  if (wrong.length > 0) {
    const message = `表单数据校验失败，失败控件：${wrong.join('、')}`;
    return refuseNew(reply, { status: 400, code: 'formConverterError', message });
  }
  const processInstanceId = randomUUID();
  box.records.upsert('approvals', {
    processInstanceId,
    processCode: body['processCode'] ?? '',
    title: `${textOf(originator['name'])}提交的${textOf(template['name'])}`,
    originatorUserId: body['originatorUserId'] ?? '',
    originatorDeptId: String(body['deptId']),
    approverUserIds: approversOf(body),
    ccUserIds: body['ccList'] ?? [],
    formComponentValues: values,
  });
  return { instanceId: processInstanceId };
}

/** Components that are missing, unknown, or not given as a text. */
function wrongComponents(template: JsonObject, values: readonly JsonObject[]): readonly string[] {
  const components = (template['items'] as readonly JsonObject[]).map((item) => item['props'] as JsonObject);
  const missing = components
    .filter(({ required, label }) => required === true && !values.some(({ name }) => name === label))
    .map(({ label }) => textOf(label));
  const unfit = values
    .filter(({ name, value }) => typeof value !== 'string' || !components.some(({ label }) => label === name))
    .map(({ name }) => textOf(name));
  return [...missing, ...unfit];
}

function approversOf({ approvers }: JsonObject): readonly string[] {
  if (!Array.isArray(approvers)) return ['liuyang'];
  return (approvers as readonly { readonly userIds: readonly string[] }[]).flatMap(({ userIds }) => userIds);
}
