import type { Json, JsonObject } from '@joinery/contracts';
import {
  offsetPageOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorRecord,
  type SimulatorRequest,
  textOf,
} from '@joinery/connector-sdk/simulator';
import { noPermission, parameterError, success } from './answers.ts';
import { parameters } from './form-body.ts';
import { localText } from './local-time.ts';
import { RequestViews } from './request-views.ts';

const prefix = '/api/workflow/paService';

/** Approval requests: create, approve, archive. */
export function requestRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const views = new RequestViews(box);
  const found = (request: SimulatorRequest): SimulatorRecord | undefined =>
    box.records.get('requests', textOf(parameters(request)['requestId']));
  const one = (path: string, view: (record: SimulatorRecord) => JsonObject): void =>
    void server.get(`${prefix}/${path}`, (request) => {
      const record = found(request);
      return record ? success(view(record)) : parameterError({ requestId: '流程不存在' });
    });
  one('getRequestStatus', (record) => views.status(record));
  one('getWorkflowRequest', (record) => views.detail(record));

  const listing = (path: string, holds: (row: SimulatorRecord, user: string) => boolean, time: string): void =>
    void server.post(`${prefix}/${path}`, (request) => {
      const { pageNo = 1, pageSize = 10 } = parameters(request);
      const rows = box.records
        .list('requests')
        .filter((row) => holds(row, request.actingUser))
        .toSorted((a, b) => (textOf(a[time]) < textOf(b[time]) ? 1 : -1));
      const limit = Number(pageSize);
      const offset = (Number(pageNo) - 1) * limit;
      return offsetPageOf({ rows, limit, offset, faults: box.faults, path: request.url }).items.map((row) =>
        views.todo(row),
      );
    });
  const finished = (row: SimulatorRecord): boolean => textOf(row['currentNodeType']) === '3';
  listing('getToDoWorkflowRequestList', (row, user) => row['operatorId'] === user && !finished(row), 'receiveTime');
  listing('getProcessedWorkflowRequestList', (row, user) => concerns(row, user) && finished(row), 'lastOperateTime');

  server.post(`${prefix}/getCreateWorkflowList`, () =>
    box.records.list('workflows').map(({ fields: _fields, approver: _approver, ...workflow }) => workflow),
  );
  server.get(`${prefix}/getCreateWorkflowRequestInfo`, (request) => formOf(box, parameters(request)));
  server.post(`${prefix}/doCreateRequest`, (request) => create(box, parameters(request), request.actingUser));
  server.post(`${prefix}/submitRequest`, (request) => submit(box, found(request), request));
  server.post(`${prefix}/rejectRequest`, (request) => sendBack(box, found(request), request, '退回'));
  server.post(`${prefix}/withdrawRequest`, (request) => sendBack(box, found(request), request, '撤回'));
}

function concerns(row: SimulatorRecord, user: string): boolean {
  return [row['creatorId'], row['operatorId'], row['lastOperatorId']].includes(user);
}

function formOf(box: SimulatorBox, { workflowId }: JsonObject): JsonObject {
  const workflow = box.records.get('workflows', textOf(workflowId));
  if (!workflow) return parameterError({ workflowId: textOf(workflowId) });
  const fields = (workflow['fields'] ?? []) as readonly JsonObject[];
  return success({
    workflowMainTableInfo: {
      tableDBName: 'formtable_main_1356',
      requestRecords: [
        { recordOrder: 0, workflowRequestTableFields: fields.map((field) => ({ ...field, edit: true, view: true })) },
      ],
    },
  });
}

interface Pair {
  readonly fieldName: string;
  readonly fieldValue: Json;
}

function create(box: SimulatorBox, given: JsonObject, user: string): JsonObject {
  const workflow = box.records.get('workflows', textOf(given['workflowId']));
  if (!workflow) return parameterError({ workflowId: textOf(given['workflowId']) });
  const pairs = given['mainData'] as unknown as readonly Pair[] | undefined;
  if (!Array.isArray(pairs) || pairs.length === 0) return parameterError({ mainData: '新建流程主表数据不允许为空' });
  const known = (workflow['fields'] as readonly JsonObject[]).map(({ fieldName }) => textOf(fieldName));
  const stranger = (pairs as readonly Pair[]).find(({ fieldName }) => !known.includes(fieldName));
  if (stranger) return parameterError({ mainData: `字段${stranger.fieldName}不存在` });
  const draft = (given['otherParams'] as JsonObject | undefined)?.['isnextflow'] === '0';
  const { requestId } = box.records.upsert('requests', {
    workflowId: textOf(given['workflowId']),
    requestName: textOf(given['requestName']),
    requestLevel: textOf(given['requestLevel'] ?? '0'),
    creatorId: user,
    lastOperatorId: user,
    operatorId: draft ? user : (workflow['approver'] ?? ''),
    currentNodeType: draft ? '0' : '1',
    status: draft ? '创建' : '创建 至 审批',
    fields: Object.fromEntries((pairs as readonly Pair[]).map(({ fieldName, fieldValue }) => [fieldName, fieldValue])),
    details: given['detailData'] ?? [],
    logs: [entry(box, '创建', '提交', user, given['remark'])],
  });
  return success({ requestid: Number(requestId) });
}

/** On to the next node, if it is on this person's list. */
function submit(box: SimulatorBox, record: SimulatorRecord | undefined, request: SimulatorRequest): JsonObject {
  if (!record) return parameterError({ requestId: '流程不存在' });
  const type = Number(record['currentNodeType']);
  if (type === 3 || record['operatorId'] !== request.actingUser) return noPermission;
  const given = parameters(request);
  const next =
    type === 0
      ? { currentNodeType: '1', status: '创建 至 审批', operatorId: '69' }
      : { currentNodeType: '3', status: '归档' };
  const entries = [
    entry(box, type === 0 ? '创建' : '审批', type === 0 ? '提交' : '批准', request.actingUser, given['remark']),
  ];
  move(box, record, request.actingUser, next, entries);
  return success({});
}

/** Back to where it began; a finished request stays finished. */
function sendBack(
  box: SimulatorBox,
  record: SimulatorRecord | undefined,
  request: SimulatorRequest,
  operateType: '退回' | '撤回',
): JsonObject {
  if (!record) return parameterError({ requestId: '流程不存在' });
  const who = operateType === '退回' ? record['operatorId'] : record['creatorId'];
  if (textOf(record['currentNodeType']) !== '1' || who !== request.actingUser) return noPermission;
  const entries = [entry(box, '审批', operateType, request.actingUser, parameters(request)['remark'])];
  const back = { currentNodeType: '0', status: operateType, operatorId: record['creatorId'] ?? '' };
  move(box, record, request.actingUser, back, entries);
  return success({});
}

function move(
  box: SimulatorBox,
  record: SimulatorRecord,
  user: string,
  to: JsonObject,
  entries: readonly JsonObject[],
): void {
  const logs = [...((record['logs'] ?? []) as readonly JsonObject[]), ...entries];
  box.records.upsert('requests', { requestId: record['requestId'] ?? '', lastOperatorId: user, ...to, logs });
}

function entry(
  box: SimulatorBox,
  nodeName: string,
  operateType: string,
  operatorId: string,
  remark: Json | undefined,
): JsonObject {
  return {
    nodeName,
    operateType,
    operatorId,
    at: localText(new Date(box.now()).toISOString()),
    remark: textOf(remark),
  };
}
