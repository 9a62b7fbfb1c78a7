import { randomBytes } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import {
  openFramed,
  sealFramed,
  sortedSha1,
  textOf,
  type Change,
  type Dispatch,
  type EventFormat,
  type SimulatorBox,
  type Subscription,
  type VendorEvent,
} from '@joinery/connector-sdk/simulator';
import { account } from './authorise.ts';
import { writeXml } from './write-xml.ts';

/** What WeChat pushes when people follow, write or click, and when a template message was dealt with. */
export function eventsOf({ collection, kind, after, before }: Change, box: SimulatorBox): readonly VendorEvent[] {
  const row = after ?? before ?? {};
  const pushed = (type: string, from: string, body: JsonObject): VendorEvent => ({
    id: box.newId(),
    type,
    body: { ToUserName: account.name, FromUserName: from, CreateTime: Math.floor(box.now() / 1000), ...body },
  });
  const event = (type: string, from: string, more: JsonObject = {}): VendorEvent =>
    pushed(type, from, { MsgType: 'event', Event: type, ...more });
  switch (collection) {
    case 'followers': {
      const follows = kind !== 'removed' && row['subscribe'] === 1;
      const did = before?.['subscribe'] === 1;
      if (follows === did) return [];
      return [event(follows ? 'subscribe' : 'unsubscribe', textOf(row['openid']), { EventKey: '' })];
    }
    case 'incoming-messages': {
      const { openid = '', text = '', msgId = '' } = row;
      return kind === 'created'
        ? [pushed('message', textOf(openid), { MsgType: 'text', Content: text, MsgId: msgId })]
        : [];
    }
    case 'menu-clicks':
      return kind === 'created' ? [event('CLICK', textOf(row['openid']), { EventKey: row['key'] ?? '' })] : [];
    case 'messages': {
      const finished = { MsgID: row['msgid'] ?? '', Status: row['status'] ?? 'success' };
      return kind === 'created' ? [event('TEMPLATESENDJOBFINISH', textOf(row['touser']), finished)] : [];
    }
    default:
      return [];
  }
}

export const format: EventFormat = {
  envelope: ({ event }: Dispatch) => writeXml('xml', event.body),
  sign(text, { event, subscription: { secret = '', token = '' }, sentAtMs }) {
    const encrypt = sealFramed(secret, { message: text, receiver: account.appId });
    const { timestamp, nonce, signature } = stamp(token, sentAtMs);
    const openid = textOf(event.body['FromUserName']);
    const query = {
      signature,
      timestamp,
      nonce,
      openid,
      encrypt_type: 'aes',
      msg_signature: sortedSha1(token, timestamp, nonce, encrypt),
    };
    const body = writeXml('xml', { ToUserName: account.name, Encrypt: encrypt });
    return { headers: { 'content-type': 'text/xml' }, body, query };
  },
  taken: ({ status, body }, { subscription }) => status === 200 && isReply(body, subscription),
};

/** Nothing, `success`, or a reply in the same envelope; anything else makes WeChat tell people that the service failed. */
function isReply(body: string, { secret = '' }: Subscription): boolean {
  if (body === '' || body === 'success') return true;
  const encrypt = /<Encrypt>(?:<!\[CDATA\[)?([^\]<]+)/.exec(body)?.[1] ?? '';
  return openFramed(secret, encrypt)?.receiver === account.appId;
}

/** Moment and nonce, signed with the token alone: what an address is asked with. */
function stamp(token: string, sentAtMs: number) {
  const timestamp = String(Math.floor(sentAtMs / 1000));
  const nonce = String(randomBytes(4).readUInt32BE());
  return { timestamp, nonce, signature: sortedSha1(token, timestamp, nonce) };
}

/** Saving an address: within five seconds it must repeat the echo, which comes in clear. */
export async function handshake({ url: address, token = '' }: Subscription, box: SimulatorBox): Promise<void> {
  const echostr = String(randomBytes(6).readUIntBE(0, 6));
  const url = new URL(address);
  for (const [name, value] of Object.entries({ ...stamp(token, box.now()), echostr }))
    url.searchParams.set(name, value);
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5_000) });
  if (response.status !== 200 || (await response.text()) !== echostr) throw new RangeError('Token 校验失败');
}
