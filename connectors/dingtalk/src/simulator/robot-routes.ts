import { createHmac, timingSafeEqual } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import { RateWindow, textOf, type SimulatorApp, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { refuseOld } from './answers.ts';
import { readable } from './message-text.ts';

const toleranceMs = 3_600_000;
const more = 'more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]';

interface Hook {
  readonly Querystring: { readonly access_token?: string; readonly timestamp?: string; readonly sign?: string };
  readonly Body: JsonObject;
}

/** Custom group robots: proved by the address, which holds a token and perhaps a signature; HTTP 200 whatever happens. */
export function robotRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const minute = new RateWindow({ limit: 20, windowMs: 60_000, now: box.now });
  const seen = new Set<string>();
  box.onReset(() => [minute.reset(), seen.clear()]);
  server.post<Hook>('/robot/send', ({ query, body }, reply) => {
    const token = query.access_token ?? '';
    const robot = box.records.get('robots', token);
    if (!robot) return refuseOld(reply, { errcode: 300005, errmsg: 'token is not exist' });
    if (!minute.take(token).allowed) return refuseOld(reply, { errcode: 410100, errmsg: '发送速度太快而限流' });
    const secret = textOf(robot['secret']);
    if (secret !== '') {
      const timestamp = query.timestamp ?? '';
      if (timestamp === '' || Math.abs(box.now() - Number(timestamp)) > toleranceMs)
        return refuseOld(reply, { errcode: 310000, errmsg: `invalid timestamp, ${more}` });
      if (!signed(secret, timestamp, query.sign ?? ''))
        return refuseOld(reply, { errcode: 310000, errmsg: `sign not match, ${more}` });
    }
    const shown = readable(body);
    if (!shown) return refuseOld(reply, { errcode: 400105, errmsg: '不支持的消息类型或缺少内容' });
    const keyword = textOf(robot['keyword']);
    if (keyword !== '' && !`${shown.title ?? ''}${shown.text}`.includes(keyword))
      return refuseOld(reply, { errcode: 310000, errmsg: `keywords not in content, ${more}` });
    const uuid = textOf(body['msgUuid']);
    if (uuid === '' || !seen.has(`${token}|${uuid}`)) {
      seen.add(`${token}|${uuid}`);
      const to = { to: token, toName: textOf(robot['name']) };
      const receivedAt = new Date(box.now()).toISOString();
      box.inbox.add({ id: box.newId('m'), ...to, kind: textOf(body['msgtype']), ...shown, receivedAt, content: body });
    }
    return { errcode: 0, errmsg: 'ok' };
  });
}

/** The secret is the key, and stands in the signed text too; the timestamp counts milliseconds. */
function signed(secret: string, timestamp: string, sign: string): boolean {
  const expected = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest();
  const given = Buffer.from(sign, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
