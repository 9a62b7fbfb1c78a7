import { createHmac, timingSafeEqual } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import {
  RateWindow,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
} from '@joinery/connector-sdk/simulator';
import { readable } from './message-text.ts';

const toleranceSeconds = 3_600;
const largest = 20 * 1024;

interface Hook {
  readonly Params: { readonly token: string };
  readonly Body: JsonObject;
}

/** Group robots: no token exchange, a signature in the body, and HTTP 200 whatever happens. */
export function robotRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const windows = [
    new RateWindow({ limit: 5, windowMs: 1_000, now: box.now }),
    new RateWindow({ limit: 100, windowMs: 60_000, now: box.now }),
  ];
  box.onReset(() => windows.forEach((window) => window.reset()));
  server.post<Hook>('/open-apis/bot/v2/hook/:token', ({ params, body, rawBody }, reply) => {
    const robot = box.records.get('robots', params.token);
    if (!robot) return refuse(reply, 19001, 'param invalid: incoming webhook access token invalid');
    if (!windows.every((window) => window.take(params.token).allowed)) {
      return refuse(reply, 11232, 'frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]');
    }
    if (!signed(robot, body, box.now())) {
      return refuse(reply, 19021, 'sign match fail or timestamp is not within one hour from current time');
    }
    const type = textOf(body['msg_type']);
    const content = (type === 'interactive' ? body['card'] : body['content']) as JsonObject | undefined;
    const shown = content && typeof content === 'object' ? readable(type, content) : undefined;
    if (!shown || rawBody.length > largest) return refuse(reply, 9499, 'Bad Request');
    const keyword = textOf(robot['keyword']);
    if (keyword !== '' && !`${shown.title ?? ''}${shown.text}`.includes(keyword))
      return refuse(reply, 19024, 'Key Words Not Found');
    const receivedAt = new Date(box.now()).toISOString();
    const to = { to: params.token, toName: textOf(robot['name']) };
    box.inbox.add({ id: box.newId('om_'), ...to, kind: type, ...shown, receivedAt, content: content ?? null });
    return { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' };
  });
}

function refuse(reply: SimulatorReply, code: number, msg: string): unknown {
  return reply.code(200).send({ code, data: {}, msg });
}

/** The key is `timestamp + "\n" + secret`, the message is empty; the timestamp counts seconds. */
function signed(robot: JsonObject, body: JsonObject, nowMs: number): boolean {
  const secret = textOf(robot['secret']);
  if (secret === '') return true;
  const timestamp = textOf(body['timestamp']);
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > toleranceSeconds || timestamp === '') return false;
  const expected = createHmac('sha256', `${timestamp}\n${secret}`).update('').digest();
  const given = Buffer.from(textOf(body['sign']), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
