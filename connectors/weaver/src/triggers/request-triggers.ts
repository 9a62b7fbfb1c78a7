import { defineTrigger, field, form, recordOf } from '@joinery/connector-sdk';
import type { ConnectorManifestInput } from '@joinery/contracts';
import { todoPages } from '../actions/read-request.ts';
import { asUser } from '../actions/request-fields.ts';
import { localTimeCursor, sinceCursor } from '../local-time-cursor.ts';
import { todoSample, todoSchema } from '../record-schema.ts';

/** Lists take no time, so each look reads from the newest back to where the last one stood. */
const newOnes = (list: string, time: string) => todoPages(`/api/workflow/paService/${list}`, sinceCursor('body', time));

export const todoReceived = defineTrigger({
  kind: 'polling',
  title: { zh: '收到待办流程', en: 'Request received to handle' },
  settings: form({ asUser }),
  output: todoSchema,
  sample: todoSample,
  operation: newOnes('getToDoWorkflowRequestList', 'receiveTime'),
  cursor: localTimeCursor('item.receiveTime'),
  dedupeKey: "item.requestId & '@' & item.currentNodeId & '@' & item.receiveTime",
  correlationKey: 'item.requestId',
  everyMs: 60_000,
});

export const requestArchived = defineTrigger({
  kind: 'polling',
  title: { zh: '流程已归档', en: 'Request finished' },
  description: { zh: '操作人可见的已归档流程', en: 'Finished requests the acting person can see' },
  settings: form({ asUser }),
  output: todoSchema,
  sample: todoSample,
  operation: newOnes('getProcessedWorkflowRequestList', 'lastOperateTime'),
  cursor: localTimeCursor('item.lastOperateTime'),
  dedupeKey: "item.requestId & '@' & item.lastOperateTime",
  correlationKey: 'item.requestId',
  everyMs: 60_000,
});

/** e-cology has no webhooks; an action on a node of the workflow, written by the customer, may call. */
export const requestReported = defineTrigger({
  kind: 'webhook',
  title: { zh: '流程节点回调', en: 'Request reported by its workflow' },
  output: recordOf(
    {
      requestId: field.text('流程标识', 'Request id'),
      status: field.optionalText('状态', 'State'),
      currentNodeType: field.optionalText('节点类型', 'Node type'),
    },
    ['requestId'],
  ),
  sample: {
    requestId: '3038137',
    workflowId: '781',
    status: '归档',
    currentNodeType: '3',
    operateTime: '2026-11-22 15:02:41',
  },
  scheme: 'reports',
  shape: "$merge([event, {'requestId': $string(event.requestId)}])",
  dedupeKey: "$join([$string(event.requestId), event.status, event.operateTime], '@')",
  correlationKey: '$string(event.requestId)',
  setup: {
    zh: '在流程节点的“附加操作”中以 POST 把 {"requestId", "status", "currentNodeType", "operateTime"} 发到 {callbackUrl},并在请求头 X-Joinery-Token 中携带连接里的回调密钥。',
    en: 'Let the additional action of a workflow node POST {"requestId", "status", "currentNodeType", "operateTime"} to {callbackUrl}, with the connection’s callback secret in the header X-Joinery-Token.',
  },
});

export const webhooks: ConnectorManifestInput['webhooks'] = {
  reports: {
    format: 'json',
    signature: {
      at: { in: 'header', name: 'x-joinery-token' },
      algorithm: 'token',
      secret: 'callbackToken',
    },
    // A word says nothing of the body, so the report itself must tell one from another.
    replayId: "$join([$string(body.requestId), $string(body.status), $string(body.operateTime)], '@')",
  },
};
