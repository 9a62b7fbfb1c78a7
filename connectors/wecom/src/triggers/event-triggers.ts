import type { ConnectorManifestInput, JsonObject, LocalText } from '@joinery/contracts';
import { eventId } from './schemes.ts';

type Triggers = NonNullable<ConnectorManifestInput['triggers']>;
type Trigger = Extract<Triggers[string], { kind: 'webhook' }>;

interface Announced {
  /** Over `event.xml`. */
  readonly accepts: string;
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly fields: JsonObject;
  /** Members of the event as the flow sees it, over `$xml`. */
  readonly shape: string;
  readonly sample: JsonObject;
  readonly dedupeKey?: string;
  readonly correlationKey?: string;
}

const text = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });
const number = (zh: string, en: string): JsonObject => ({ type: 'number', 'x-title': { zh, en } });

const setup: LocalText = {
  zh: '在企业微信管理后台打开应用的“接收消息 → 设置 API 接收”,将 URL 设为 {callbackUrl},Token 与 EncodingAESKey 与此连接一致,并勾选所需事件。通讯录变更在“通讯录同步”中设置,审批在“审批”应用中设置。一个应用只有一个地址,由此连接的所有触发器共用。',
  en: 'In the WeCom admin console open Receive messages → API of the app, set the URL to {callbackUrl} with the Token and EncodingAESKey of this connection, and tick the events. Changes of the directory are set under contact sync, approvals in the approval app. An app has one address, shared by all triggers of this connection.',
};

function eventTrigger(announced: Announced): Trigger {
  const { accepts, title, description, fields, shape, sample, dedupeKey, correlationKey } = announced;
  return {
    kind: 'webhook',
    title,
    ...(description && { description }),
    output: {
      type: 'object',
      required: Object.keys(fields).slice(0, 1),
      properties: {
        occurredAt: number('发生时间(毫秒)', 'Occurred at (ms)'),
        corpId: text('企业', 'Corporation'),
        ...fields,
        event: {
          type: 'object',
          'x-title': { zh: '原始事件', en: 'The event as it came' },
          additionalProperties: true,
        },
      },
      additionalProperties: true,
    },
    sample: { occurredAt: 1788224400000, corpId: 'ww1a2b3c4d5e6f7a8b', ...sample, event: {} },
    scheme: 'events',
    address: 'connection',
    accepts,
    shape: `(
      $xml := event.xml;
      $merge([
        {'occurredAt': $number($xml.CreateTime) * 1000, 'corpId': $xml.ToUserName},
        ${shape},
        {'event': $xml}
      ])
    )`,
    dedupeKey: dedupeKey ?? eventId('event.xml'),
    ...(correlationKey === undefined ? {} : { correlationKey }),
    setup,
  };
}

const contact = (changes: readonly string[]): string =>
  `event.xml.Event = 'change_contact' and event.xml.ChangeType in [${changes.map((each) => `'${each}'`).join(', ')}]`;

const ids: LocalText = {
  zh: '事件可能只含标识,详情请再读取',
  en: 'The event may hold ids alone; read the rest',
};

const people = (change: string, title: LocalText): Trigger =>
  eventTrigger({
    accepts: contact([change]),
    title,
    description: ids,
    fields: {
      userId: text('成员标识', 'User id'),
      newUserId: text('新成员标识', 'New user id'),
      name: text('姓名', 'Name'),
      departmentIds: { type: 'array', items: { type: 'number' }, 'x-title': { zh: '部门', en: 'Departments' } },
      status: text('状态', 'State'),
    },
    shape: `{
      'userId': $xml.UserID,
      'newUserId': $xml.NewUserID,
      'name': $xml.Name,
      'departmentIds': $xml.Department ? [$split($xml.Department, ',').$number()] : (),
      'status': $xml.Status
    }`,
    sample: { userId: 'zhangwei', name: '张伟', departmentIds: [11], status: '1' },
  });

const departments = (change: string, title: LocalText): Trigger =>
  eventTrigger({
    accepts: contact([change]),
    title,
    description: ids,
    fields: {
      departmentId: number('部门标识', 'Department id'),
      name: text('名称', 'Name'),
      parentId: number('上级部门', 'Parent'),
    },
    shape: "{'departmentId': $number($xml.Id), 'name': $xml.Name, 'parentId': $number($xml.ParentId)}",
    sample: { departmentId: 11, name: '技术支持组', parentId: 10 },
  });

const approvalFields: JsonObject = {
  number: text('审批编号', 'Approval number'),
  name: text('审批名称', 'Name'),
  templateId: text('审批模板', 'Template'),
  status: number('状态', 'State'),
  change: number(
    '变化(1 提交,2 同意,3 驳回,6 撤销,10 添加备注等)',
    'What happened (1 submitted, 2 approved, 3 rejected, 6 withdrawn, 10 commented …)',
  ),
  applicantUserId: text('申请人', 'Applicant'),
};
const approvalShape = `{
  'number': $xml.ApprovalInfo.SpNoStr ? $xml.ApprovalInfo.SpNoStr : $xml.ApprovalInfo.SpNo,
  'name': $xml.ApprovalInfo.SpName,
  'templateId': $xml.ApprovalInfo.TemplateId,
  'status': $number($xml.ApprovalInfo.SpStatus),
  'change': $number($xml.ApprovalInfo.StatuChangeEvent),
  'applicantUserId': $xml.ApprovalInfo.Applyer.UserId
}`;
const approvalSample: JsonObject = {
  number: '202611220001',
  name: '退款申请',
  templateId: '3Tka1eD6v6JfzhDMqPd3aMkFdxqtJMc2ZRioeFXkaaa',
  status: 2,
  change: 2,
  applicantUserId: 'zhangwei',
};
const approvalNumber = 'event.xml.ApprovalInfo.SpNoStr ? event.xml.ApprovalInfo.SpNoStr : event.xml.ApprovalInfo.SpNo';

const outcome: JsonObject = {
  type: 'string',
  enum: ['approved', 'rejected', 'withdrawn', 'deleted', 'paid'],
  'x-title': { zh: '结论', en: 'Outcome' },
  'x-labels': {
    approved: { zh: '通过', en: 'Approved' },
    rejected: { zh: '驳回', en: 'Rejected' },
    withdrawn: { zh: '撤销', en: 'Withdrawn' },
    deleted: { zh: '删除', en: 'Deleted' },
    paid: { zh: '已支付', en: 'Paid' },
  },
};

export const eventTriggers: Triggers = {
  'message-received': eventTrigger({
    accepts: "$exists(event.xml.MsgType) and event.xml.MsgType != 'event'",
    title: { zh: '收到消息', en: 'Message received' },
    fields: {
      messageId: text('消息标识', 'Message id'),
      type: text('消息类型', 'Message type'),
      text: text('文本', 'Text'),
      userId: text('发送者', 'Sender'),
      agentId: text('应用', 'App'),
    },
    shape:
      "{'messageId': $xml.MsgId, 'type': $xml.MsgType, 'text': $xml.Content, 'userId': $xml.FromUserName, 'agentId': $xml.AgentID}",
    sample: {
      messageId: '4561255354251345929',
      type: 'text',
      text: '帮我看下工单',
      userId: 'zhangwei',
      agentId: '1000002',
    },
  }),
  'card-clicked': eventTrigger({
    accepts: "event.xml.Event = 'template_card_event'",
    title: { zh: '卡片被点击', en: 'Card clicked' },
    fields: {
      taskId: text('任务标识', 'Task id'),
      key: text('按钮的值', 'Value of the button'),
      userId: text('点击者', 'Who clicked'),
      responseCode: text('卡片更新码', 'Code for updating the card'),
      cardType: text('卡片类型', 'Kind of card'),
    },
    shape:
      "{'taskId': $xml.TaskId, 'key': $xml.EventKey, 'userId': $xml.FromUserName, 'responseCode': $xml.ResponseCode, 'cardType': $xml.CardType}",
    sample: {
      taskId: 't-12',
      key: 'approve',
      userId: 'zhangwei',
      responseCode: 'rc-1',
      cardType: 'button_interaction',
    },
    correlationKey: 'event.xml.TaskId',
  }),
  'person-created': people('create_user', { zh: '成员入职', en: 'Person joined' }),
  'person-updated': people('update_user', { zh: '成员信息变更', en: 'Person changed' }),
  'person-deleted': people('delete_user', { zh: '成员离职', en: 'Person left' }),
  'department-created': departments('create_party', { zh: '新建部门', en: 'Department created' }),
  'department-updated': departments('update_party', { zh: '部门变更', en: 'Department changed' }),
  'department-deleted': departments('delete_party', { zh: '删除部门', en: 'Department deleted' }),
  'approval-changed': eventTrigger({
    accepts: "event.xml.Event = 'sys_approval_change'",
    title: { zh: '审批状态变化', en: 'Approval changed' },
    fields: approvalFields,
    shape: approvalShape,
    sample: approvalSample,
  }),
  'approval-finished': eventTrigger({
    // Urging and commenting change nothing, and come afterwards too.
    accepts:
      "event.xml.Event = 'sys_approval_change' and event.xml.ApprovalInfo.SpStatus in ['2', '3', '4', '6', '7', '10'] and $not(event.xml.ApprovalInfo.StatuChangeEvent in ['5', '10'])",
    title: { zh: '审批结束', en: 'Approval finished' },
    description: {
      zh: '通过、驳回、撤销、删除或支付;等待步骤以审批编号找到它',
      en: 'Approved, rejected, withdrawn, deleted or paid; a wait finds it by the number of the approval',
    },
    fields: { ...approvalFields, outcome },
    shape: `$merge([${approvalShape}, {
      'outcome': $lookup({'2': 'approved', '3': 'rejected', '4': 'withdrawn', '6': 'withdrawn', '7': 'deleted', '10': 'paid'}, $xml.ApprovalInfo.SpStatus)
    }])`,
    sample: { ...approvalSample, outcome: 'approved' },
    // It is told once for each state it ends in, however often its event comes.
    dedupeKey: `(${approvalNumber}) & '/' & event.xml.ApprovalInfo.SpStatus`,
    correlationKey: approvalNumber,
  }),
};
