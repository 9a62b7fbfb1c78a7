import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

export interface SalesforceFault {
  readonly status: number;
  readonly errorCode: string;
  readonly message: string;
  readonly fields?: readonly string[];
}

/** A list of one, as the REST interface answers. */
export function refuse(reply: SimulatorReply, { status, ...fault }: SalesforceFault): SimulatorReply {
  return reply.code(status).send([fault]);
}

export const notFound = (message = 'The requested resource does not exist'): SalesforceFault => ({
  status: 404,
  errorCode: 'NOT_FOUND',
  message,
});

export const sessionEnded: SalesforceFault = {
  status: 401,
  errorCode: 'INVALID_SESSION_ID',
  message: 'Session expired or invalid',
};

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return refuse(reply, {
      status: 403,
      errorCode: 'REQUEST_LIMIT_EXCEEDED',
      message: 'TotalRequests Limit exceeded.',
    });
  },
  serverError(reply, { status = 503 }) {
    const errorCode = status === 503 ? 'SERVER_UNAVAILABLE' : 'UNKNOWN_EXCEPTION';
    return refuse(reply, { status, errorCode, message: 'An unexpected error occurred.' });
  },
  noSuchPath: (reply) => refuse(reply, notFound()),
  badBody: (reply) => refuse(reply, { status: 400, errorCode: 'JSON_PARSER_ERROR', message: 'Unexpected character' }),
};
