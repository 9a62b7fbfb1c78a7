import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

/** What the server says in words, with its number. */
export class Exception extends Error {
  override readonly name = 'Exception';
  readonly code: number;
  readonly sign: string;

  constructor(code: number, sign: string, message: string) {
    super(message);
    this.code = code;
    this.sign = sign;
  }

  /** As it stands in a body. */
  get text(): string {
    return `Code: ${this.code}. DB::Exception: ${this.message} (${this.sign}) (version 24.8.4.13 (official build))\n`;
  }
}

const statuses: Readonly<Record<number, number>> = {
  60: 404,
  81: 404,
  516: 403,
  497: 403,
  164: 403,
  202: 503,
  252: 503,
};
const invalid = new Set([16, 27, 47, 62, 117, 396, 456]);

export function refuse(reply: SimulatorReply, exception: Exception): SimulatorReply {
  const status = statuses[exception.code] ?? (invalid.has(exception.code) ? 400 : 500);
  return reply
    .code(status)
    .header('x-clickhouse-exception-code', exception.code)
    .type('text/plain; charset=UTF-8')
    .send(exception.text);
}

export const syntaxError = (near: string): Exception =>
  new Exception(62, 'SYNTAX_ERROR', `Syntax error: failed at position 1 ('${near.slice(0, 20)}')`);

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return refuse(
      reply,
      new Exception(202, 'TOO_MANY_SIMULTANEOUS_QUERIES', 'Too many simultaneous queries. Maximum: 100'),
    );
  },
  serverError: (reply, { status = 503 }) =>
    reply
      .code(status)
      .type('text/plain; charset=UTF-8')
      .send('upstream connect error or disconnect/reset before headers'),
  noSuchPath: (reply) =>
    reply.code(404).type('text/plain').send('There is no handle /\n\nUse / or /ping for health checks.\n'),
  badBody: (reply) => refuse(reply, new Exception(117, 'INCORRECT_DATA', 'Cannot parse input')),
};
