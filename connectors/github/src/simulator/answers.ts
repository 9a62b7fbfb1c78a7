import type { JsonObject } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

/** `{message, documentation_url, status}`, and `errors` by field where data is wrong. */
export function refuse(reply: SimulatorReply, status: number, message: string, more: JsonObject = {}): SimulatorReply {
  const body = { message, ...more, documentation_url: 'https://docs.github.com/rest', status: String(status) };
  return reply.code(status).send(body);
}

export const notFound = (reply: SimulatorReply): SimulatorReply => refuse(reply, 404, 'Not Found');

export interface FieldFault extends JsonObject {
  readonly resource: string;
  readonly field: string;
  readonly code: string;
}

export const invalid = (reply: SimulatorReply, fault: FieldFault): SimulatorReply =>
  refuse(reply, 422, 'Validation Failed', { errors: [fault] });

const secondary = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

/** Bursts are refused with a 403, with or without a wait. */
export function tooFast(reply: SimulatorReply, retryAfterSeconds?: number): SimulatorReply {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  return refuse(reply, 403, secondary);
}

export const answers: VendorAnswers = {
  rateLimited: (reply, { retryAfterSeconds }) => tooFast(reply, retryAfterSeconds),
  serverError: (reply, { status = 503 }) => refuse(reply, status, 'Server Error'),
  noSuchPath: (reply) => notFound(reply),
  badBody: (reply) => refuse(reply, 400, 'Problems parsing JSON'),
};
