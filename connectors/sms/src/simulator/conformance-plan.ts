import type { ConformancePlan } from '@joinery/connector-sdk/testing';

const templateId = 'SMS_154950909';
const today = new Date().toISOString().slice(0, 10);
const values = { number: 'SC-1004', state: '处理' };

/** What the conformance suite does with either provider. */
export const plan: ConformancePlan = {
  read: { action: 'list-sent-sms', input: { phone: '13800001001', date: today } },
  write: {
    action: 'send-sms',
    input: { phone: '13800001001', templateId, values, reference: 'ticket-12' },
    effects: (sms) => sms.inbox().length,
  },
  refused: { action: 'send-sms', input: { phone: '13800001001', templateId: 'SMS_0', values } },
  misshapen: { action: 'send-sms', input: { phone: 'not a number', templateId, values } },
};

export const exempt: Readonly<Record<string, string>> = {
  'errors.rate-limited': 'neither provider says how long to wait',
};
