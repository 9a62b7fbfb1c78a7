import type { JsonObject } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

/** `{errorMessages: [sentence], errors: {field: sentence}}` */
export function refuse(
  reply: SimulatorReply,
  status: number,
  messages: string | readonly string[] = [],
  errors: JsonObject = {},
): SimulatorReply {
  return reply.code(status).send({ errorMessages: typeof messages === 'string' ? [messages] : messages, errors });
}

export const noSuchIssue = 'Issue does not exist or you do not have permission to see it.';

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    reply.header('ratelimit-reason', 'jira-burst-based').header('x-ratelimit-remaining', 0);
    return refuse(reply, 429, 'Rate limit exceeded.');
  },
  serverError: (reply, { status = 503 }) => refuse(reply, status, 'Internal server error'),
  noSuchPath: (reply) => reply.send({ message: 'null for uri', 'status-code': 404 }),
  badBody: (reply) => refuse(reply, 400, 'There was an error parsing JSON. Check that your request body is valid.'),
};
