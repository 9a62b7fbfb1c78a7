import { canonicalObject } from './canonical-object.ts';
import { enumerations } from './enumerations.ts';
import { anyText, decimal, dialled, instant, link, listOf, longText, oneOf, reference, text, whole } from './field.ts';

/** A call, chat, remote session or visit. */
export const ServiceRecord = canonicalObject({
  name: 'ServiceRecord',
  collection: 'service-records',
  title: { zh: '服务记录', en: 'Service record' },
  required: ['kind', 'startedAt'],
  fields: {
    kind: oneOf('类型', 'Kind', enumerations.serviceKind),
    direction: oneOf('方向', 'Direction', enumerations.direction),
    contactId: reference('联系人', 'Contact', 'Contact'),
    customerId: reference('客户', 'Customer', 'Customer'),
    agentId: reference('客服', 'Agent', 'Agent'),
    ticketId: reference('工单', 'Ticket', 'Ticket'),
    startedAt: instant('开始时间', 'Started at'),
    answeredAt: instant('接听时间', 'Answered at'),
    endedAt: instant('结束时间', 'Ended at'),
    durationSec: whole('时长(秒)', 'Duration (s)'),
    waitSec: whole('等待(秒)', 'Wait (s)'),
    result: oneOf('结果', 'Result', enumerations.serviceResult),
    fromNumber: dialled('主叫', 'From'),
    toNumber: dialled('被叫', 'To'),
    recordingUrl: link('录音', 'Recording'),
    transcriptUrl: link('文字记录', 'Transcript'),
    messageCount: whole('消息数', 'Messages'),
    problemType: listOf('问题分类', 'Problem type', anyText),
    solution: longText('解决方案', 'Solution'),
    cost: decimal('费用', 'Cost'),
  },
});

export const SatisfactionRating = canonicalObject({
  name: 'SatisfactionRating',
  collection: 'satisfaction-ratings',
  title: { zh: '满意度评价', en: 'Satisfaction rating' },
  required: ['targetId', 'score'],
  fields: {
    targetType: oneOf('评价对象类型', 'Target type', enumerations.ratingTarget),
    targetId: text('评价对象', 'Target', 100),
    score: { type: 'integer', minimum: 1, maximum: 5, 'x-title': { zh: '评分', en: 'Score' } },
    level: oneOf('满意度', 'Level', enumerations.ratingLevel),
    comment: longText('评语', 'Comment'),
    ratedAt: instant('评价时间', 'Rated at'),
    contactId: reference('联系人', 'Contact', 'Contact'),
  },
});
