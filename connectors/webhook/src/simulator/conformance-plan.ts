import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';

/** What the conformance suite does with a partner that sends and receives webhooks. */
export const plan: ConformancePlan = {
  write: {
    action: 'send-webhook',
    input: { type: 'ticket.escalated', payload: { id: 'T-1' } },
    effects: (partner) => partner.inbox().length,
  },
  misshapen: { action: 'send-webhook', input: { type: '' } },
  webhook: {
    trigger: 'event-received',
    settings: {},
    fire: (partner, n) => void partner.upsert('outbox', { orderNo: `SO-${n}` }),
    signing: ({ secret }) => ({ secret: textOf(secret) }),
  },
};
