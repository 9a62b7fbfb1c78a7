import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

export interface HubspotFault {
  readonly status: number;
  readonly category: string;
  readonly message: string;
  readonly more?: JsonObject;
}

export function refuse(reply: SimulatorReply, { status, category, message, more }: HubspotFault): SimulatorReply {
  return reply.code(status).send({ status: 'error', message, correlationId: randomUUID(), category, ...more });
}

export const notFound: HubspotFault = { status: 404, category: 'OBJECT_NOT_FOUND', message: 'resource not found' };

export const invalid = (message: string): HubspotFault => ({ status: 400, category: 'VALIDATION_ERROR', message });

export const limited = (policyName: string): HubspotFault => ({
  status: 429,
  category: 'RATE_LIMITS',
  message: `You have reached your ${policyName.toLowerCase()} limit.`,
  more: { errorType: 'RATE_LIMIT', policyName, groupName: 'publicapi:private-apps-api-calls-per-ten-seconds:123' },
});

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return refuse(reply, limited('TEN_SECONDLY_ROLLING'));
  },
  serverError: (reply, { status = 503 }) =>
    refuse(reply, { status, category: 'INTERNAL_ERROR', message: 'There was a problem with the request.' }),
  noSuchPath: (reply) => refuse(reply, notFound),
  badBody: (reply) => refuse(reply, invalid('Invalid input JSON')),
};
