import type { Json, JsonObject } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

export interface CoreError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: Json;
}

let requests = 0;

/** The one shape of every error of the core. */
export function errorBody({ code, message, details }: Omit<CoreError, 'status'>): JsonObject {
  requests += 1;
  return {
    error: { code, message, ...(details !== undefined && { details }) },
    requestId: `req_${requests.toString(36).padStart(8, '0')}`,
  };
}

export function refuse(reply: SimulatorReply, error: CoreError): SimulatorReply {
  return reply.code(error.status).send(errorBody(error));
}

export const notFound = (what: string): CoreError => ({
  status: 404,
  code: 'not_found',
  message: `${what} does not exist`,
});

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return refuse(reply, { status: 429, code: 'rate_limited', message: 'Too many requests' });
  },
  serverError: (reply, { status = 503 }) =>
    refuse(reply, { status, code: 'unavailable', message: 'The service is temporarily unavailable' }),
  noSuchPath: (reply) => refuse(reply, { status: 404, code: 'no_such_path', message: 'There is no such path' }),
  badBody: (reply) => refuse(reply, { status: 400, code: 'bad_json', message: 'The body is not valid JSON' }),
};
