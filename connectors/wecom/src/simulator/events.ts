import { randomBytes } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import {
  openFramed,
  sealFramed,
  sortedSha1,
  textOf,
  type Change,
  type Dispatch,
  type EventAnswer,
  type EventFormat,
  type SimulatorBox,
  type Subscription,
  type VendorEvent,
} from '@joinery/connector-sdk/simulator';
import { app } from './authorise.ts';
import { writeXml } from './write-xml.ts';

const userChanges = { created: 'create_user', changed: 'update_user', removed: 'delete_user' } as const;
const partyChanges = { created: 'create_party', changed: 'update_party', removed: 'delete_party' } as const;

/** The events WeCom pushes when something in the corporation changes. */
export function eventsOf({ collection, kind, after, before }: Change, box: SimulatorBox): readonly VendorEvent[] {
  const row = after ?? before ?? {};
  const happened = (type: string, body: JsonObject, from = 'sys'): VendorEvent => ({
    id: box.newId(),
    type,
    body: {
      ToUserName: app.corpId,
      FromUserName: from,
      CreateTime: Math.floor(box.now() / 1000),
      MsgType: 'event',
      Event: type,
      ...body,
    },
  });
  switch (collection) {
    case 'users':
      return [
        happened('change_contact', {
          ChangeType: userChanges[kind],
          UserID: row['userid'] ?? '',
          ...(after && changedUser(after, before)),
        }),
      ];
    case 'departments': {
      const gone = kind === 'removed' ? {} : { Name: row['name'] ?? '', ParentId: row['parentid'] ?? 1 };
      return [happened('change_contact', { ChangeType: partyChanges[kind], Id: row['id'] ?? 0, ...gone })];
    }
    case 'approvals':
      return kind === 'changed' && before?.['sp_status'] === row['sp_status']
        ? []
        : [happened('sys_approval_change', { AgentID: 3010040, ApprovalInfo: approvalInfo(kind, row) })];
    case 'incoming-messages': {
      const { msgId = '', userid = '', text = '' } = row;
      if (kind !== 'created') return [];
      const { Event: _, ...head } = happened('message', {}, textOf(userid)).body;
      const body = { ...head, MsgType: 'text', Content: text, MsgId: msgId, AgentID: app.agentId };
      return [{ id: box.newId(), type: 'message', body }];
    }
    case 'card-clicks': {
      const { userid = '', key = '', taskId = '', responseCode = '' } = row;
      if (kind !== 'created') return [];
      const clicked = {
        EventKey: key,
        TaskId: taskId,
        CardType: 'button_interaction',
        ResponseCode: responseCode,
        AgentID: app.agentId,
      };
      return [happened('template_card_event', clicked, textOf(userid))];
    }
    default:
      return [];
  }
}

/** A creation tells everything, a change what changed. */
function changedUser(after: JsonObject, before: JsonObject | undefined): JsonObject {
  const told: JsonObject = {
    Name: after['name'] ?? '',
    Department: ((after['department'] ?? []) as readonly number[]).join(','),
    Position: after['position'] ?? '',
    Status: after['status'] ?? 1,
  };
  if (!before) return told;
  const sources: Readonly<Record<string, string>> = {
    Name: 'name',
    Department: 'department',
    Position: 'position',
    Status: 'status',
  };
  return Object.fromEntries(
    Object.entries(told).filter(([name]) => {
      const field = sources[name] ?? '';
      return JSON.stringify(after[field]) !== JSON.stringify(before[field]);
    }),
  );
}

/** 1 submitted, 2 approved, 3 rejected, 6 withdrawn, 8 withdrawn after approval. */
const changes: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 6, 6: 8 };

function approvalInfo(kind: Change['kind'], row: JsonObject): JsonObject {
  const status = kind === 'removed' ? 7 : Number(row['sp_status']);
  const { userid = '', partyid = '' } = (row['applyer'] ?? {}) as JsonObject;
  const details = ((row['sp_record'] ?? []) as readonly JsonObject[]).flatMap(
    (record) => record['details'] as readonly JsonObject[],
  );
  return {
    SpNoStr: row['sp_no'] ?? '',
    SpNo: Number(row['sp_no']),
    SpName: row['sp_name'] ?? '',
    SpStatus: status,
    TemplateId: row['template_id'] ?? '',
    ApplyTime: row['apply_time'] ?? 0,
    Applyer: { UserId: userid, Party: partyid },
    SpRecord: {
      SpStatus: status,
      ApproverAttr: 1,
      Details: details.map(({ approver, speech = '', sp_status = 1, sptime = 0 }) => ({
        Approver: { UserId: ((approver ?? {}) as JsonObject)['userid'] ?? '' },
        Speech: speech,
        SpStatus: sp_status,
        SpTime: sptime,
      })),
    },
    StatuChangeEvent: kind === 'created' ? 1 : (changes[status] ?? 2),
  };
}

export const format: EventFormat = {
  envelope: ({ event }: Dispatch) => writeXml('xml', event.body),
  sign(text, { subscription, sentAtMs }) {
    const { encrypt, query } = sealed(text, subscription, sentAtMs);
    const body = writeXml('xml', { ToUserName: app.corpId, AgentID: String(app.agentId), Encrypt: encrypt });
    return { headers: { 'content-type': 'text/xml' }, body, query };
  },
  taken: ({ status, body }, { subscription }) => status === 200 && isReply(body, subscription),
};

/** Nothing, `success`, or a reply in the same envelope. */
function isReply(body: EventAnswer['body'], { secret = '', token = '' }: Subscription): boolean {
  if (body === '' || body === 'success') return true;
  const member = (name: string): string => new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^\\]<]*)`).exec(body)?.[1] ?? '';
  const encrypt = member('Encrypt');
  const signature = sortedSha1(token, member('TimeStamp'), member('Nonce'), encrypt);
  return signature === member('MsgSignature') && openFramed(secret, encrypt)?.receiver === app.corpId;
}

function sealed(text: string, { secret = '', token = '' }: Subscription, sentAtMs: number) {
  const encrypt = sealFramed(secret, { message: text, receiver: app.corpId });
  const timestamp = String(Math.floor(sentAtMs / 1000));
  const nonce = String(randomBytes(4).readUInt32BE());
  return { encrypt, query: { msg_signature: sortedSha1(token, timestamp, nonce, encrypt), timestamp, nonce } };
}

/** Saving an address in the console: within a second it must answer with exactly what was sealed. */
export async function handshake(subscription: Subscription, box: SimulatorBox): Promise<void> {
  const echo = String(randomBytes(6).readUIntBE(0, 6));
  const { encrypt, query } = sealed(echo, subscription, box.now());
  const url = new URL(subscription.url);
  for (const [name, value] of Object.entries({ ...query, echostr: encrypt })) url.searchParams.set(name, value);
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(1_000) });
  if (response.status !== 200 || (await response.text()) !== echo) throw new RangeError('openapi回调地址请求不通过');
}
