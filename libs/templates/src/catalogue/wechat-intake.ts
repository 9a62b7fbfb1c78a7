import type { Template } from '@joinery/contracts';
import { action, flow, labelled, labels, lookUp, onEvent, roles } from './pieces.ts';

const phone = '$match(trigger.text, /1[3-9][0-9]{9}/)[0].match';
/** A number nobody has: looking for no number at all would find everybody. */
const nobody = '"+999000000000000"';
const knownId = 'steps.by_account.results[0] ? steps.by_account.results[0] : steps.by_phone.results[0]';
const word = '$keys(@{choices.groups})[$contains($$.trigger.text, $)][0]';

/** What people write to the official account becomes a ticket with the right group, and they hear how it goes on. */
export const wechatIntake: Template = {
  name: 'wechat-intake',
  scenario: 'intake',
  title: { zh: '微信公众号接入与反馈', en: 'WeChat intake and feedback' },
  summary: {
    zh: '公众号消息转为工单:按微信账号或消息里的手机号认出联系人,认不出则新建,按关键词分派;受理与每次状态变化都告知客户。',
    en: 'Messages to the official account become tickets: the contact is recognised by account or by a mobile in the text, or made; words decide the group; receipt and each change of state are told back.',
  },
  connections: [
    { role: 'wechat', connector: 'wechat-oa', title: { zh: '微信公众号', en: 'WeChat official account' } },
    roles.core,
  ],
  choices: {
    type: 'object',
    required: ['templateId'],
    additionalProperties: false,
    properties: {
      groups: {
        type: 'object',
        default: {},
        additionalProperties: { type: 'string' },
        'x-title': { zh: '关键词 → 受理组', en: 'Word → group' },
        'x-help': {
          zh: '消息含有左边的词时分派给右边的受理组;先列出的优先',
          en: 'A message with the word on the left goes to the group on the right; the first that fits counts',
        },
      },
      templateId: {
        type: 'string',
        minLength: 1,
        'x-title': { zh: '进度通知的模板', en: 'Template of progress notices' },
      },
      numberWord: {
        type: 'string',
        default: 'character_string1',
        'x-title': { zh: '模板里的工单编号', en: 'Word of the template: number' },
      },
      stateWord: {
        type: 'string',
        default: 'phrase2',
        'x-title': { zh: '模板里的状态', en: 'Word of the template: state' },
      },
      timeWord: {
        type: 'string',
        default: 'time3',
        'x-title': { zh: '模板里的时间', en: 'Word of the template: time' },
      },
      zone: { type: 'string', default: 'Asia/Shanghai', 'x-title': { zh: '时区', en: 'Time zone' } },
    },
  },
  words: {
    ...labels('ticketStatus'),
    text: { zh: '文本消息', en: 'Is a text' },
    byAccount: { zh: '按微信账号找联系人', en: 'Contact by account' },
    byPhone: { zh: '按手机号找联系人', en: 'Contact by mobile' },
    known: { zh: '是否认识', en: 'Known?' },
    isKnown: { zh: '认识', en: 'Known' },
    claim: { zh: '记下微信账号', en: 'Keep the account' },
    newcomer: { zh: '新建联系人', en: 'Make the contact' },
    ticket: { zh: '新建工单', en: 'Create the ticket' },
    receipt: { zh: '告知已受理', en: 'Tell the receipt' },
    wechatUser: { zh: '微信用户 ', en: 'WeChat user ' },
    received: { zh: '您的问题已受理,工单编号 ', en: 'We have received your question. Ticket ' },
    moved: { zh: '微信工单状态变化', en: 'State of a WeChat ticket changed' },
    progress: { zh: '告知进度', en: 'Tell the progress' },
  },
  parts: [
    {
      key: 'intake',
      kind: 'flow',
      title: { zh: '微信消息转工单', en: 'WeChat messages become tickets' },
      summary: { zh: '认出联系人、分派、回执。', en: 'Recognise, assign, acknowledge.' },
      document: flow({
        trigger: onEvent('wechat', 'message-received'),
        steps: [
          { id: 'text', label: '@{words.text}', kind: 'filter', when: 'trigger.type = "text"' },
          lookUp({
            id: 'by_account',
            label: '@{words.byAccount}',
            role: 'core',
            action: 'list-contacts',
            input: '{"externalUserId": trigger.openId}',
            collect: 'item.id',
          }),
          lookUp({
            id: 'by_phone',
            label: '@{words.byPhone}',
            role: 'core',
            action: 'list-contacts',
            input: `{"mobile": ${phone} ? "+86" & ${phone} : ${nobody}}`,
            collect: 'item.id',
          }),
          {
            id: 'known',
            label: '@{words.known}',
            kind: 'branch',
            cases: [{ port: 'case_known', label: '@{words.isKnown}', when: `$exists(${knownId})` }],
          },
          action({
            id: 'claim',
            label: '@{words.claim}',
            role: 'core',
            action: 'update-contact',
            input: `{
              "id": ${knownId},
              "changes": {"externalUserId": trigger.openId, "wechat": {"openid": trigger.openId}}
            }`,
          }),
          action({
            id: 'newcomer',
            label: '@{words.newcomer}',
            role: 'core',
            action: 'upsert-contact',
            input: `{
              "system": "wechat",
              "externalId": trigger.openId,
              "record": {
                "name": @{words.wechatUser} & $substring(trigger.openId, -6),
                "externalUserId": trigger.openId,
                "wechat": {"openid": trigger.openId},
                "mobile": ${phone} ? "+86" & ${phone}
              }
            }`,
          }),
          action({
            id: 'ticket',
            label: '@{words.ticket}',
            role: 'core',
            action: 'create-ticket',
            input: `{
              "subject": $substring(trigger.text, 0, 60),
              "description": trigger.text,
              "status": "new",
              "channel": "wechat",
              "requesterContactId": steps.claim.id ? steps.claim.id : steps.newcomer.id,
              "customerId": steps.claim.customerId,
              "groupId": ${word} ? $lookup(@{choices.groups}, ${word})
            }`,
          }),
          action({
            id: 'receipt',
            label: '@{words.receipt}',
            role: 'wechat',
            action: 'send-service-message',
            input: '{"openId": trigger.openId, "text": @{words.received} & steps.ticket.number}',
          }),
        ],
        lines: [
          'trigger → text → by_account → by_phone → known',
          'known:case_known → claim → ticket → receipt',
          'known:else → newcomer → ticket',
        ],
        // Two messages of a newcomer make one contact.
        settings: { orderingKey: 'trigger.openId' },
      }),
    },
    {
      key: 'feedback',
      kind: 'flow',
      title: { zh: '工单进度告知微信客户', en: 'Progress told in WeChat' },
      summary: { zh: '状态变化时发送模板消息。', en: 'A template message for each change of state.' },
      document: flow({
        trigger: onEvent('core', 'ticket-event-received', { settings: { events: ['ticket.updated'] } }),
        steps: [
          {
            id: 'moved',
            label: '@{words.moved}',
            kind: 'filter',
            when: 'trigger.ticket.channel = "wechat" and "status" in trigger.changes and $exists(trigger.requester.externalUserId)',
          },
          action({
            id: 'progress',
            label: '@{words.progress}',
            role: 'wechat',
            action: 'send-template-message',
            input: `{
              "openId": trigger.requester.externalUserId,
              "templateId": @{choices.templateId},
              "values": {
                @{choices.numberWord}: trigger.ticket.number,
                @{choices.stateWord}: ${labelled('ticketStatus', 'trigger.ticket.status')},
                @{choices.timeWord}: $asLocalDateTime(trigger.occurredAt, @{choices.zone}, "yyyy-MM-dd HH:mm")
              }
            }`,
          }),
        ],
        lines: ['trigger → moved → progress'],
        settings: { orderingKey: 'trigger.ticket.id' },
      }),
    },
  ],
};
