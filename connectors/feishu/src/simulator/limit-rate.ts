import { RateWindow, type SimulatorBox, type SimulatorReply } from '@joinery/connector-sdk/simulator';
import { errors, refuse } from './answers.ts';

/** The gateway's limit of one API tier: 50 a second and 1,000 a minute. */
export function limitRate(box: SimulatorBox) {
  const second = new RateWindow({ limit: 50, windowMs: 1_000, now: box.now });
  const minute = new RateWindow({ limit: 1_000, windowMs: 60_000, now: box.now });
  box.onReset(() => [second, minute].forEach((window) => window.reset()));
  return async (_request: unknown, reply: SimulatorReply): Promise<unknown> => {
    const decisions = [second.take('app'), minute.take('app')];
    const blocking = decisions.find(({ allowed }) => !allowed);
    reply.header('x-ogw-ratelimit-limit', decisions[0]?.limit);
    if (!blocking) return undefined;
    return refuse(
      reply.header('x-ogw-ratelimit-reset', Math.max(1, Math.ceil(blocking.resetMs / 1000))),
      errors.frequency,
    );
  };
}
