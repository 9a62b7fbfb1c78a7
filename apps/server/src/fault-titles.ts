import type { Bilingual } from '@joinery/contracts';
import type { FaultKind } from '@joinery/connector-sdk/simulator';

/** What each knob of a simulator does, in a few words. */
export const faultTitles: Readonly<Record<FaultKind, Bilingual>> = {
  'expired-token': { zh: '令牌失效', en: 'Expired token' },
  'rate-limited': { zh: '触发限流', en: 'Rate limited' },
  'server-error': { zh: '服务器错误', en: 'Server error' },
  slow: { zh: '响应缓慢', en: 'Slow answers' },
  'maintenance-page': { zh: '返回维护页面', en: 'Maintenance page' },
  'half-body': { zh: '响应中断', en: 'Half an answer' },
  'lost-reply': { zh: '已生效但无应答', en: 'Effect without an answer' },
  'truncated-page': { zh: '列表页不完整', en: 'Truncated page' },
  'repeated-page': { zh: '列表页重复', en: 'Repeated page' },
  'stuck-cursor': { zh: '游标不前进', en: 'Stuck cursor' },
  'empty-listing': { zh: '列表为空', en: 'Empty listing' },
  'duplicate-delivery': { zh: '事件重复投递', en: 'Duplicate delivery' },
  'forged-delivery': { zh: '伪造的事件', en: 'Forged delivery' },
  'stale-delivery': { zh: '过期的事件', en: 'Stale delivery' },
  'malformed-delivery': { zh: '格式错误的事件', en: 'Malformed delivery' },
  'late-delivery': { zh: '事件延迟到达', en: 'Late delivery' },
};
