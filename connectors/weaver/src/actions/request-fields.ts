import { field } from '@joinery/connector-sdk';

export const requestId = field.text('流程标识', 'Request id', { pattern: '^[0-9]{1,20}$' });

/** Encrypted into a header; seen by the host's own expressions only. */
export const asUser = field.text('操作人(OA 用户 id)', 'Acting user (OA id)', {
  pattern: '^[0-9]{1,20}$',
  'x-options': 'people',
  'x-help': { zh: '空为连接中的默认操作人', en: 'Empty: the usual one of the connection' },
});
