import { defineTrigger, field, recordOf } from '@joinery/connector-sdk';
import type { ConnectorManifestInput } from '@joinery/contracts';

/** V5 has no webhooks; a super node, a DEE task or a Java event of the customer's may call. */
export const processReported = defineTrigger({
  kind: 'webhook',
  title: { zh: '流程节点回调', en: 'Process reported by its node' },
  output: recordOf(
    {
      summaryId: field.text('协同标识(summaryId)', 'Summary id'),
      state: { type: ['integer', 'string', 'null'], 'x-title': { zh: '状态码', en: 'State' } },
      subject: field.optionalText('标题', 'Subject'),
    },
    ['summaryId'],
  ),
  sample: { summaryId: '-7712345678901234567', state: 0, subject: '退款申请 T-1001', time: '2026-11-22 15:02:41' },
  scheme: 'reports',
  shape: "$merge([event, {'summaryId': $string(event.summaryId)}])",
  dedupeKey: "$join([$string(event.summaryId), $string(event.state), event.time], '@')",
  correlationKey: '$string(event.summaryId)',
  setup: {
    zh: '在超级节点、DEE 任务或 Java 事件中以 POST 把 {"summaryId", "state", "subject", "time"} 发到 {callbackUrl},summaryId 写成文本,并在请求头 X-Joinery-Token 中携带连接里的回调密钥。',
    en: 'Let a super node, a DEE task or a Java event POST {"summaryId", "state", "subject", "time"} to {callbackUrl}, the id as a text, with the connection’s callback secret in the header X-Joinery-Token.',
  },
});

export const webhooks: ConnectorManifestInput['webhooks'] = {
  reports: {
    format: 'json',
    signature: { at: { in: 'header', name: 'x-joinery-token' }, algorithm: 'token', secret: 'callbackToken' },
    // A word says nothing of the body, so the report itself must tell one from another.
    replayId: "$join([$string(body.summaryId), $string(body.state), $string(body.time)], '@')",
  },
};
