import type { ConnectorManifestInput, JsonObject, LocalText } from '@joinery/contracts';
import { eventId } from './schemes.ts';

type Triggers = NonNullable<ConnectorManifestInput['triggers']>;
type Trigger = Extract<Triggers[string], { kind: 'webhook' }>;

interface Announced {
  /** Values of `EventType`. */
  readonly types: readonly string[];
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly fields: JsonObject;
  /** Members of the event as the flow sees it, over `$event`: its members by lower-case names. */
  readonly shape: string;
  readonly sample: JsonObject;
  /** A further condition over `event`. */
  readonly only?: string;
  readonly correlationKey?: string;
}

const text = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });
const list = (zh: string, en: string, type: string): JsonObject => ({
  type: 'array',
  items: { type },
  'x-title': { zh, en },
});

const setup: LocalText = {
  zh: '在钉钉开放平台“事件订阅”中选择 HTTP 推送,将请求网址设为 {callbackUrl},勾选所需事件。一个应用只有一个地址,由此连接的所有触发器共用。',
  en: 'Under Event subscription of the DingTalk open platform choose HTTP push, set the address to {callbackUrl} and tick the events. An app has one address, shared by all triggers of this connection.',
};

/** Names come in different cases from older and newer subscriptions (`UserId`, `userId`), so they are lowered first. */
const lowered = '$event := $merge($each(event, function($value, $name) { {$lowercase($name): $value} }));';

function eventTrigger({ types, title, description, fields, shape, sample, only, correlationKey }: Announced): Trigger {
  const listed = types.map((type) => `'${type}'`).join(', ');
  return {
    kind: 'webhook',
    title,
    ...(description && { description }),
    output: {
      type: 'object',
      required: ['type', ...Object.keys(fields).slice(0, 1)],
      properties: {
        id: text('事件标识', 'Event id'),
        type: text('事件类型', 'Event type'),
        occurredAt: { type: 'number', 'x-title': { zh: '发生时间(毫秒)', en: 'Occurred at (ms)' } },
        corpId: text('企业', 'Organisation'),
        ...fields,
        event: {
          type: 'object',
          'x-title': { zh: '原始事件', en: 'The event as it came' },
          additionalProperties: true,
        },
      },
      additionalProperties: true,
    },
    sample: {
      id: 'c7c7120f2c07419ebdba0318c8',
      type: types[0] ?? '',
      occurredAt: 1788224400000,
      corpId: 'ding00aa11bb22cc33dd',
      ...sample,
      event: {},
    },
    scheme: 'events',
    address: 'connection',
    accepts: `event.EventType in [${listed}]${only === undefined ? '' : ` and ${only}`}`,
    shape: `(
      ${lowered}
      $merge([{
        'id': $event.eventid,
        'type': $event.eventtype,
        'occurredAt': $number($exists($event.eventtime) ? $event.eventtime : $event.timestamp),
        'corpId': $event.corpid
      }, ${shape}, {'event': event}])
    )`,
    dedupeKey: eventId('event'),
    ...(correlationKey === undefined ? {} : { correlationKey }),
    setup,
  };
}

const people = (types: readonly string[], title: LocalText): Trigger =>
  eventTrigger({
    types,
    title,
    description: {
      zh: '事件只含成员标识,详情请用“读取成员”',
      en: 'The event holds ids alone; read the rest with “Get a person”',
    },
    fields: { userIds: list('成员', 'People', 'string') },
    shape: "{'userIds': [$event.userid]}",
    sample: { userIds: ['zhangwei'] },
  });

const departments = (types: readonly string[], title: LocalText): Trigger =>
  eventTrigger({
    types,
    title,
    fields: { departmentIds: list('部门', 'Departments', 'integer') },
    shape: "{'departmentIds': [$event.deptid.$number()]}",
    sample: { departmentIds: [11] },
  });

const approvalFields: JsonObject = {
  processInstanceId: text('审批标识', 'Approval id'),
  processCode: text('审批模板', 'Template'),
  title: text('标题', 'Title'),
  change: text('变化', 'What happened'),
  result: text('结果', 'Result'),
  staffId: text('成员', 'Person'),
  businessId: text('审批编号', 'Approval number'),
  url: text('链接', 'Link'),
};
const approvalShape = `{
  'processInstanceId': $event.processinstanceid,
  'processCode': $event.processcode,
  'title': $event.title,
  'change': $event.type,
  'result': $event.result,
  'staffId': $event.staffid,
  'businessId': $event.businessid,
  'url': $event.url
}`;
const approvalSample: JsonObject = {
  processInstanceId: '91ef1076-c3ed-4a78-9a2b-fa29ef2d6252',
  processCode: 'PROC-REFUND-0001',
  title: '张伟提交的退款申请',
  change: 'finish',
  result: 'agree',
  staffId: 'zhangwei',
  businessId: '202611221152000123456',
  url: 'https://aflow.dingtalk.com/dingtalk/mobile/homepage.htm',
};

const outcome: JsonObject = {
  type: 'string',
  enum: ['approved', 'rejected', 'withdrawn', 'deleted'],
  'x-title': { zh: '结论', en: 'Outcome' },
  'x-labels': {
    approved: { zh: '通过', en: 'Approved' },
    rejected: { zh: '拒绝', en: 'Rejected' },
    withdrawn: { zh: '撤销', en: 'Withdrawn' },
    deleted: { zh: '删除', en: 'Deleted' },
  },
};

export const eventTriggers: Triggers = {
  'person-joined': people(['user_add_org', 'user_active_org'], { zh: '成员入职', en: 'Person joined' }),
  'person-updated': people(['user_modify_org'], { zh: '成员信息变更', en: 'Person changed' }),
  'person-left': people(['user_leave_org'], { zh: '成员离职', en: 'Person left' }),
  'department-created': departments(['org_dept_create'], { zh: '新建部门', en: 'Department created' }),
  'department-updated': departments(['org_dept_modify'], { zh: '部门变更', en: 'Department changed' }),
  'department-deleted': departments(['org_dept_remove'], { zh: '删除部门', en: 'Department deleted' }),
  'approval-changed': eventTrigger({
    types: ['bpms_instance_change'],
    title: { zh: '审批状态变化', en: 'Approval changed' },
    fields: approvalFields,
    shape: approvalShape,
    sample: approvalSample,
  }),
  'approval-finished': eventTrigger({
    types: ['bpms_instance_change'],
    title: { zh: '审批结束', en: 'Approval finished' },
    description: {
      zh: '通过、拒绝、撤销或删除;等待步骤以审批标识找到它',
      en: 'Approved, rejected, withdrawn or deleted; a wait finds it by the id of the approval',
    },
    only: "event.type in ['finish', 'terminate', 'delete']",
    fields: { ...approvalFields, outcome },
    shape: `$merge([${approvalShape}, {
      'outcome': $event.type = 'terminate' ? 'withdrawn' : $event.type = 'delete' ? 'deleted' : $event.result = 'agree' ? 'approved' : 'rejected'
    }])`,
    sample: { ...approvalSample, outcome: 'approved' },
    correlationKey: 'event.processInstanceId',
  }),
  'approval-task-changed': eventTrigger({
    types: ['bpms_task_change'],
    title: { zh: '审批任务变化', en: 'Approval task changed' },
    fields: {
      ...approvalFields,
      taskId: { type: 'number', 'x-title': { zh: '任务标识', en: 'Task id' } },
      remark: text('意见', 'Remark'),
    },
    shape: `$merge([${approvalShape}, {'taskId': $event.taskid, 'remark': $event.remark}])`,
    sample: { ...approvalSample, taskId: 67583405630, remark: '同意' },
  }),
};
