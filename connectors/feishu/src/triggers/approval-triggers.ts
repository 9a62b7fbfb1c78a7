import type { ConnectorManifestInput, JsonObject, JsonSchema, LocalText } from '@joinery/contracts';

type Triggers = NonNullable<ConnectorManifestInput['triggers']>;
type Trigger = Extract<Triggers[string], { kind: 'webhook' }>;

interface Announced {
  readonly title: LocalText;
  readonly description?: LocalText;
  /** Over `event.event`. */
  readonly accepts: string;
  readonly fields: JsonObject;
  /** Further members of the event as the flow sees it. */
  readonly more?: string;
  readonly sample: JsonObject;
  readonly correlationKey?: string;
}

const text = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });

const settings: JsonSchema = {
  type: 'object',
  required: ['approvalCode'],
  properties: {
    approvalCode: { ...text('审批定义 Code', 'Definition (approval code)'), minLength: 1, maxLength: 100 },
  },
  additionalProperties: false,
};

const setup: LocalText = {
  zh: '在飞书开放平台“事件与回调”中,将请求地址设为 {callbackUrl},并添加审批事件。审批定义会自动订阅。',
  en: 'Under Events & Callbacks of the Feishu open platform, set the request address to {callbackUrl} and add the approval events. The definition is subscribed to automatically.',
};

const head: JsonObject = {
  instance_code: text('审批实例', 'Approval'),
  approval_code: text('审批定义', 'Definition'),
  status: text('状态', 'State'),
  // A number when an approval is reverted.
  operate_time: { type: ['string', 'number'], 'x-title': { zh: '操作时间(毫秒)', en: 'At (ms)' } },
};

const headSample: JsonObject = {
  instance_code: '81D31358-93AF-92D6-7425-01A5D67C4E71',
  approval_code: '4202AD96-9EC1-4284-9C48-B923CDC4F30B',
  status: 'APPROVED',
  operate_time: '1788224460000',
};

/** Approvals are told in the older schema, and only for definitions that were subscribed to. */
function approvalTrigger({ title, description, accepts, fields, more, sample, correlationKey }: Announced): Trigger {
  return {
    kind: 'webhook',
    title,
    ...(description && { description }),
    settings,
    output: {
      type: 'object',
      required: ['id', 'instance_code', 'status'],
      properties: { id: text('事件标识', 'Event id'), ...head, ...fields },
      additionalProperties: true,
    },
    sample: { id: 'bc447199585340d1f3728d26b1c0297a', ...headSample, ...sample },
    scheme: 'events',
    address: 'connection',
    accepts: `event.event.approval_code = settings.approvalCode and ${accepts}`,
    shape: `$merge([event.event, {'id': event.uuid}${more === undefined ? '' : `, ${more}`}])`,
    dedupeKey: 'event.uuid',
    ...(correlationKey === undefined ? {} : { correlationKey }),
    setup,
    // A subscription belongs to the definition and is shared, so nobody takes it away again.
    register: {
      kind: 'request',
      request: {
        method: 'POST',
        path: '/approval/v4/approvals/{input.settings.approvalCode}/subscribe',
        budget: 'approvals',
      },
      output: "{'approvalCode': input.settings.approvalCode}",
      errors: [{ when: { expression: 'body.code = 1390007' }, meaning: 'success' }],
    },
  };
}

const outcome: JsonObject = {
  type: 'string',
  enum: ['approved', 'rejected', 'withdrawn', 'deleted', 'closed'],
  'x-title': { zh: '结论', en: 'Outcome' },
  'x-labels': {
    approved: { zh: '通过', en: 'Approved' },
    rejected: { zh: '拒绝', en: 'Rejected' },
    withdrawn: { zh: '撤回', en: 'Withdrawn' },
    deleted: { zh: '删除', en: 'Deleted' },
    closed: { zh: '超时关闭', en: 'Closed for its age' },
  },
};

const outcomes =
  "{'APPROVED': 'approved', 'REJECTED': 'rejected', 'CANCELED': 'withdrawn', 'REVERTED': 'withdrawn', 'DELETED': 'deleted', 'OVERTIME_CLOSE': 'closed'}";

export const approvalTriggers: Triggers = {
  'approval-changed': approvalTrigger({
    title: { zh: '审批状态变化', en: 'Approval changed' },
    accepts: "event.event.type = 'approval_instance'",
    fields: {},
    sample: {},
  }),
  'approval-finished': approvalTrigger({
    title: { zh: '审批结束', en: 'Approval finished' },
    description: {
      zh: '通过、拒绝、撤回、删除或超时关闭;等待步骤以审批实例 Code 找到它',
      en: 'Approved, rejected, withdrawn, deleted or closed; a wait finds it by the instance code of the approval',
    },
    accepts: `event.event.type = 'approval_instance' and $exists($lookup(${outcomes}, event.event.status))`,
    fields: { outcome },
    more: `{'outcome': $lookup(${outcomes}, event.event.status)}`,
    sample: { outcome: 'approved' },
    correlationKey: 'event.event.instance_code',
  }),
  'approval-task-changed': approvalTrigger({
    title: { zh: '审批任务变化', en: 'Approval task changed' },
    accepts: "event.event.type = 'approval_task'",
    fields: { task_id: text('任务标识', 'Task id'), open_id: text('审批人', 'Approver') },
    sample: { task_id: '1234', open_id: 'ou_7d8a6e6df7621556ce0d21922b676704' },
  }),
};
