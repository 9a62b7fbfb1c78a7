import { createHash } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { errors, type FeishuError } from './answers.ts';

/** A person or a group as the receiver of a message. */
export interface Receiver {
  readonly id: string;
  readonly name: string;
  readonly chatId: string;
}

const userFields: Readonly<Record<string, string>> = {
  open_id: 'open_id',
  user_id: 'user_id',
  union_id: 'union_id',
  email: 'email',
};

export function findReceiver(box: SimulatorBox, idType: string, id: string): Receiver | FeishuError {
  if (idType === 'chat_id') return findChat(box, id);
  const field = userFields[idType];
  if (!field) return errors.badParameter;
  const user = box.records.find('users', (row) => row[field] === id);
  if (!user) return errors.receiver;
  return (user['status'] as JsonObject)['is_resigned'] === true ? errors.resigned : receiverOf(user);
}

function findChat(box: SimulatorBox, id: string): Receiver | FeishuError {
  const chat = box.records.get('chats', id);
  if (chat) return { id, name: textOf(chat['name']), chatId: id };
  const user = box.records.find('users', (row) => directChat(textOf(row['open_id'])) === id);
  return user ? receiverOf(user) : errors.botNotInChat;
}

function receiverOf(user: JsonObject): Receiver {
  const openId = textOf(user['open_id']);
  return { id: openId, name: textOf(user['name']), chatId: directChat(openId) };
}

/** The chat between the bot and one person. */
function directChat(openId: string): string {
  return `oc_${createHash('md5').update(openId).digest('hex')}`;
}
