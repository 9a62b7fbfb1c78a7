import { randomUUID } from 'node:crypto';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

const messages: Readonly<Record<string, string>> = {
  AccessDenied: 'Access Denied.',
  InvalidAccessKeyId: 'The AWS Access Key Id you provided does not exist in our records.',
  SignatureDoesNotMatch: 'The request signature we calculated does not match the signature you provided.',
  RequestTimeTooSkewed: 'The difference between the request time and the current time is too large.',
  XAmzContentSHA256Mismatch: "The provided 'x-amz-content-sha256' header does not match what was computed.",
  NoSuchKey: 'The specified key does not exist.',
  NoSuchBucket: 'The specified bucket does not exist.',
  PreconditionFailed: 'At least one of the pre-conditions you specified did not hold.',
  InvalidArgument: 'The continuation token provided is incorrect.',
  SlowDown: 'Please reduce your request rate.',
  InternalError: 'We encountered an internal error. Please try again.',
  MethodNotAllowed: 'The specified method is not allowed against this resource.',
};
const statuses: Readonly<Record<string, number>> = {
  NoSuchKey: 404,
  NoSuchBucket: 404,
  PreconditionFailed: 412,
  InvalidArgument: 400,
  XAmzContentSHA256Mismatch: 400,
  SlowDown: 503,
  InternalError: 500,
  MethodNotAllowed: 405,
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter);

export function refuse(reply: SimulatorReply, code: string, status = statuses[code] ?? 403): SimulatorReply {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escaped(messages[code] ?? code)}</Message><RequestId>${randomUUID()}</RequestId></Error>`;
  return reply.code(status).type('application/xml').send(xml);
}

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return refuse(reply, 'SlowDown');
  },
  serverError: (reply, { status = 503 }) => refuse(reply, 'InternalError', status),
  noSuchPath: (reply) => refuse(reply, 'MethodNotAllowed'),
  badBody: (reply) => refuse(reply, 'InvalidArgument'),
};
