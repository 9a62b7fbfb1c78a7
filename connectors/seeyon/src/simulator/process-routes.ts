import type { Json, JsonObject } from '@joinery/contracts';
import {
  offsetPageOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorRecord,
  type SimulatorRequest,
  textOf,
} from '@joinery/connector-sdk/simulator';
import { refusal, success } from './answers.ts';
import { newId } from './collections.ts';

const prefix = '/seeyon/rest';

interface Asked {
  readonly Params: { readonly id: string };
  readonly Body: JsonObject;
}

/** Processes: started by a template, handled at one node, then at rest. */
export function processRoutes(server: SimulatorApp, box: SimulatorBox): void {
  server.post<Asked>(`${prefix}/bpm/process/start`, ({ body, actingMember }) => start(box, body, actingMember));
  const handle = (path: string, state: number, opinionAt: (data: JsonObject) => Json | undefined): void =>
    void server.post<Asked>(`${prefix}/bpm/${path}`, (request) => move(box, request, state, opinionAt));
  const dealt = (data: JsonObject): Json | undefined => (data['comment_deal'] as JsonObject | undefined)?.['content'];
  handle('workitem/finish', 0, dealt);
  handle('workitem/stepBack', 6, dealt);
  handle('process/stop', 15, ({ stopOpinion }) => stopOpinion);
  handle('process/repeal', 5, ({ repealComment, stopOpinion }) => repealComment ?? stopOpinion);

  // A bare number.
  server.get<Asked>(`${prefix}/flow/state/:id`, ({ params }, reply) => {
    const process = box.records.get('processes', params.id);
    return process ? reply.type('application/json').send(textOf(process['state'])) : reply.send();
  });
  server.get<Asked>(`${prefix}/flow/data/:id`, ({ params }, reply) =>
    reply.send(box.records.get('processes', params.id)?.['data']),
  );
  server.post<Asked>(`${prefix}/coll/pendingAffairs`, ({ body, url, actingMember }) => {
    const { pageNo = 1, pageSize = 20, subject = '' } = body;
    const rows = box.records
      .list('processes')
      .filter(({ handler, state }) => handler === actingMember['loginName'] && (state === 3 || state === 4))
      .filter((row) => textOf(row['subject']).includes(textOf(subject)));
    const limit = Number(pageSize);
    const page = offsetPageOf({ rows, limit, offset: (Number(pageNo) - 1) * limit, faults: box.faults, path: url });
    return success({ total: rows.length, data: page.items.map(affair) });
  });
  server.post(`${prefix}/attachment`, (request) => {
    const filename = /filename="([^"]*)"/.exec(request.rawBody)?.[1] ?? '';
    const { fileUrl = '' } = box.records.upsert('files', { fileUrl: newId(), filename });
    return {
      atts: [{ fileUrl, filename, mimeType: 'application/octet-stream', size: String(request.rawBody.length) }],
    };
  });
}

function affair(process: SimulatorRecord): JsonObject {
  const { affairId = null, subject = null, workitemId = null, processId = null, templateCode = null } = process;
  return { affairId, subject, templateId: templateCode, workitemId, processId, caseId: processId, activityId: '17' };
}

function start(box: SimulatorBox, body: JsonObject, member: JsonObject): JsonObject {
  const given = (body['data'] ?? {}) as JsonObject;
  const template = box.records.get('templates', textOf(given['templateCode']));
  if (!template) return refusal('模板编号不存在');
  const data = (given['data'] ?? {}) as JsonObject;
  const fields = data[textOf(template['table'])] as JsonObject | undefined;
  if (!fields) return refusal(`表单主表${textOf(template['table'])}数据为空`);
  const known = template['fields'] as readonly string[];
  const stranger = Object.keys(fields).find((name) => !known.includes(name));
  if (stranger !== undefined) return refusal(`表单字段“${stranger}”不存在`);
  const { thirdAttachments: _files, changedFields: _changed, ...tables } = data;
  const process = box.records.upsert('processes', {
    templateCode: textOf(given['templateCode']),
    subject: textOf(given['subject']) || `${textOf(template['name'])}(${textOf(member['name'])})`,
    starter: textOf(member['loginName']),
    handler: template['approver'] ?? '',
    state: given['draft'] === '1' ? 1 : 3,
    data: tables,
    attachments: given['attachments'] ?? [],
  });
  return success(started(box, process));
}

function started(box: SimulatorBox, process: SimulatorRecord): JsonObject {
  const handler = box.records.find('members', ({ loginName }) => loginName === process['handler']);
  const { affairId, summaryId } = process;
  return {
    subject: process['subject'] ?? '',
    processId: process['processId'] ?? '',
    errorMsg: '',
    workitems: [
      {
        id: process['workitemId'] ?? '',
        nodeId: '17',
        nodeName: '经理',
        userId: handler?.['id'] ?? '',
        userName: handler?.['name'] ?? '',
        userLoginName: process['handler'] ?? '',
      },
    ],
    // A text that holds JSON; its name is the vendor's.
    app_bussiness_data: JSON.stringify({ affairId, summaryId }),
  };
}

function move(
  box: SimulatorBox,
  { body, actingMember }: Pick<SimulatorRequest, 'body' | 'actingMember'>,
  state: number,
  opinionAt: (data: JsonObject) => Json | undefined,
): JsonObject {
  const { workitemId, data } = body as JsonObject;
  const process = box.records.find('processes', (row) => row['workitemId'] === workitemId);
  if (!process) return refusal('工作项不存在');
  if (process['state'] !== 3 && process['state'] !== 4) return refusal('工作项已处理');
  const opinion = { by: actingMember['loginName'] ?? '', content: opinionAt((data ?? {}) as JsonObject) ?? '' };
  const opinions = [...((process['opinions'] ?? []) as readonly JsonObject[]), opinion];
  box.records.upsert('processes', { summaryId: process['summaryId'] ?? '', state, opinions });
  return success({});
}
