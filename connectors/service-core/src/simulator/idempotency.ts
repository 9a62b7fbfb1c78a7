import { createHash } from 'node:crypto';
import type { SimulatorBox, SimulatorReply, SimulatorRequest } from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';

interface Remembered {
  readonly fingerprint: string;
  readonly status: number;
  readonly body: unknown;
  readonly atMs: number;
}

const rememberedForMs = 24 * 3600_000;

/** Answers a repeated `Idempotency-Key` as the first time, without doing it again. */
export function once(box: SimulatorBox) {
  const seen = new Map<string, Remembered>();
  box.onReset(() => seen.clear());
  return (request: SimulatorRequest, reply: SimulatorReply, act: () => unknown): unknown => {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string') return act();
    const fingerprint = createHash('sha256').update(`${request.url}\n${request.rawBody}`).digest('hex');
    const before = seen.get(key);
    if (before && box.now() - before.atMs < rememberedForMs) {
      return before.fingerprint === fingerprint ? repeat(before, reply) : refuse(reply, reused);
    }
    const remember = (status: number, body: unknown): void =>
      void seen.set(key, { fingerprint, status, body, atMs: box.now() });
    return act2xx(reply, act, remember);
  };
}

const reused = { status: 422, code: 'idempotency_key_reused', message: 'This key was used with another body' };

function repeat({ status, body }: Remembered, reply: SimulatorReply): unknown {
  return reply.code(status).header('idempotency-replayed', 'true').send(body);
}

/** Only what had an effect is remembered: a refused request may be corrected and sent with the same key. */
function act2xx(reply: SimulatorReply, act: () => unknown, remember: (status: number, body: unknown) => void): unknown {
  const send = reply.send.bind(reply);
  reply.send = (body?: unknown) => {
    if (reply.statusCode < 300) remember(reply.statusCode, structuredClone(body));
    reply.send = send;
    return send(body);
  };
  return act();
}
