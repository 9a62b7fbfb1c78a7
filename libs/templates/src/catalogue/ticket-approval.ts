import type { Template } from '@joinery/contracts';
import { action, days, flow, onceTagged, onEvent, roles, via } from './pieces.ts';

const askedFor = '@{choices.tag} in trigger.ticket.tags';

/** A ticket that needs a verdict waits for it in Feishu and goes on accordingly. */
export const ticketApproval: Template = {
  name: 'ticket-approval-feishu',
  scenario: 'process-closure',
  title: { zh: '工单审批:客服核心与飞书审批', en: 'Ticket approval: core and Feishu' },
  summary: {
    zh: '带指定标签的工单发起飞书审批并挂起,等到通过、拒绝或撤回后写回工单,并告知申请人。',
    en: 'A ticket with a tag starts an approval in Feishu and waits; approved, refused or withdrawn, the ticket goes on accordingly and the applicant is told.',
  },
  connections: [roles.core, roles.feishu],
  choices: {
    type: 'object',
    required: ['approvalCode'],
    additionalProperties: false,
    properties: {
      approvalCode: {
        type: 'string',
        minLength: 1,
        'x-title': { zh: '审批定义 Code', en: 'Definition (approval code)' },
      },
      tag: { type: 'string', minLength: 1, default: '退款', 'x-title': { zh: '工单标签', en: 'Tag of the ticket' } },
      numberField: { type: 'string', default: '工单号', 'x-title': { zh: '表单里的工单号', en: 'Form field: number' } },
      reasonField: { type: 'string', default: '退款原因', 'x-title': { zh: '表单里的原因', en: 'Form field: reason' } },
    },
  },
  words: {
    tagged: { zh: '需要审批', en: 'Needs an approval' },
    create: { zh: '发起飞书审批', en: 'Start the approval' },
    hold: { zh: '工单挂起', en: 'Hold the ticket' },
    verdict: { zh: '等待审批结果', en: 'Wait for the verdict' },
    outcome: { zh: '按结果继续', en: 'By the verdict' },
    approved: { zh: '通过', en: 'Approved' },
    goOn: { zh: '工单继续处理', en: 'Ticket goes on' },
    turnBack: { zh: '工单退回', en: 'Ticket is turned back' },
    giveUp: { zh: '逾期未批', en: 'Nobody decided' },
    underApproval: { zh: '审批中', en: 'Under approval' },
    refusedState: { zh: '审批未通过', en: 'Not approved' },
    overdueState: { zh: '审批逾期', en: 'Approval overdue' },
    read: { zh: '读取审批', en: 'Read the approval' },
    tell: { zh: '告知申请人', en: 'Tell the applicant' },
    finished: { zh: '您发起的审批已结束:', en: 'Your approval has ended: ' },
  },
  parts: [
    {
      key: 'approval',
      kind: 'flow',
      title: { zh: '工单发起审批并等待', en: 'Tickets wait for a verdict' },
      summary: { zh: '发起、挂起、等待、按结果写回。', en: 'Ask, hold, wait, go on accordingly.' },
      document: flow({
        trigger: onEvent('core', 'ticket-event-received', {
          settings: { events: ['ticket.created', 'ticket.updated'] },
        }),
        steps: [
          { id: 'tagged', label: '@{words.tagged}', kind: 'filter', when: askedFor },
          action({
            id: 'create',
            label: '@{words.create}',
            role: 'feishu',
            action: 'create-approval',
            input: `{
              "approvalCode": @{choices.approvalCode},
              "openId": trigger.assignee.imIds.feishu,
              "form": {
                @{choices.numberField}: trigger.ticket.number,
                @{choices.reasonField}: trigger.ticket.description ? trigger.ticket.description : trigger.ticket.subject
              }
            }`,
          }),
          update('hold', '@{words.hold}', '"status": "on_hold", "subStatus": @{words.underApproval}'),
          {
            id: 'verdict',
            label: '@{words.verdict}',
            kind: 'wait',
            for: {
              kind: 'event',
              ...via('feishu'),
              trigger: 'approval-finished',
              key: 'steps.create.instance_code',
              deadlineMs: days(30),
            },
          },
          {
            id: 'outcome',
            label: '@{words.outcome}',
            kind: 'branch',
            cases: [{ port: 'case_approved', label: '@{words.approved}', when: 'steps.verdict.outcome = "approved"' }],
          },
          update('go_on', '@{words.goOn}', '"status": "open", "subStatus": @{words.approved}'),
          update('turn_back', '@{words.turnBack}', '"status": "open", "subStatus": @{words.refusedState}'),
          update('give_up', '@{words.giveUp}', '"status": "open", "subStatus": @{words.overdueState}'),
        ],
        lines: [
          'trigger → tagged → create → hold → verdict → outcome',
          'outcome:case_approved → go_on',
          'outcome:else → turn_back',
          'verdict:error → give_up',
        ],
        settings: { ...onceTagged('@{choices.tag}'), timeoutMs: days(31) },
      }),
    },
    {
      key: 'tell',
      kind: 'flow',
      title: { zh: '告知审批结果', en: 'Tell the verdict' },
      summary: {
        zh: '审批结束时提醒申请人;它的触发器也为等待中的工单接收结果,请勿停用。',
        en: 'Tells the applicant. Its trigger also receives the verdicts that tickets wait for, so keep it on.',
      },
      document: flow({
        trigger: onEvent('feishu', 'approval-finished', { settings: { approvalCode: '@{choices.approvalCode}' } }),
        steps: [
          action({
            id: 'read',
            label: '@{words.read}',
            role: 'feishu',
            action: 'get-approval',
            input: '{"instanceCode": trigger.instance_code}',
          }),
          action({
            id: 'tell',
            label: '@{words.tell}',
            role: 'feishu',
            action: 'send-text-message',
            input: `{
              "receiver": steps.read.open_id,
              "text": @{words.finished} & (trigger.outcome = "approved" ? @{words.approved} : @{words.refusedState})
            }`,
          }),
        ],
        lines: ['trigger → read → tell'],
      }),
    },
  ],
};

function update(id: string, label: string, changes: string) {
  return action({
    id,
    label,
    role: 'core',
    action: 'update-ticket',
    input: `{"id": trigger.ticket.id, "changes": {${changes}}}`,
  });
}
