import type { JsonObject } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

const schema = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** RFC 7644 §3.12: the status is a text. */
export function scimError(status: number, detail: string, scimType?: string): JsonObject {
  return { schemas: [schema], ...(scimType !== undefined && { scimType }), detail, status: String(status) };
}

export function refuse(reply: SimulatorReply, status: number, detail: string, scimType?: string): SimulatorReply {
  return reply
    .code(status)
    .type('application/scim+json')
    .send(JSON.stringify(scimError(status, detail, scimType)));
}

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return refuse(reply, 429, 'Too many requests');
  },
  serverError: (reply, { status = 500 }) => refuse(reply, status, 'Internal error'),
  noSuchPath: (reply) => refuse(reply, 404, 'Endpoint not found'),
  badBody: (reply) => refuse(reply, 400, 'The body is no JSON', 'invalidSyntax'),
};
