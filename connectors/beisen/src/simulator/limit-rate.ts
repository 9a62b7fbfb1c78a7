import {
  RateWindow,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';

/** By interface: 50 a second and 1,500 a minute; trees 30 and 1,300. */
export function limitRate(box: SimulatorBox) {
  const window = (limit: number, windowMs: number) => new RateWindow({ limit, windowMs, now: box.now });
  const usual = [window(50, 1_000), window(1_500, 60_000)];
  const trees = [window(30, 1_000), window(1_300, 60_000)];
  box.onReset(() => [...usual, ...trees].forEach((each) => each.reset()));
  return async ({ url }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const windows = url.endsWith('/GetSubOrganizations') ? trees : usual;
    const allowed = windows.map((each) => each.take(url).allowed);
    return allowed.every(Boolean) ? undefined : reply.code(429).send({ message: 'too many requests' });
  };
}
