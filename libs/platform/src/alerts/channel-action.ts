import type { AlertConnector, Json } from '@joinery/contracts';
import type { AlertMessage } from './alert-message.ts';

/** Whom a message is for; what it means depends on the connector. */
export interface Addressed {
  readonly recipients: readonly string[];
  readonly mentionAll: boolean;
}

interface ChannelAction {
  readonly action: string;
  readonly input: (message: AlertMessage, to: Addressed) => Json;
}

/**
 * The action of each connector that says a message, and its input. All of it goes as plain text: an alert quotes what
 * vendors answered, and that must neither become a link under another name nor a mention.
 */
export const channelActions: Readonly<Record<AlertConnector, ChannelAction>> = {
  dingtalk: {
    action: 'send-robot-message',
    // Without a title it is text instead of Markdown. The whole request may have 20 kB.
    input: (message, { recipients, mentionAll }) => ({
      text: `${message.title}\n${within(message, 12_000)}`,
      mentionMobiles: [...recipients],
      mentionAll,
    }),
  },
  wecom: {
    action: 'send-robot-message',
    // Text ends at 2,048 bytes; the title needs some of them.
    input: (message, { recipients, mentionAll }) => ({
      title: message.title.slice(0, 100),
      text: within(message, 1_700),
      mentionMobiles: [...recipients],
      mentionAll,
    }),
  },
  feishu: {
    action: 'send-robot-message',
    // A title makes it a post, in which a text is never read as markup. The whole request may have 20 kB.
    input: (message, { mentionAll }) => ({
      title: message.title.slice(0, 200),
      text: within(message, 12_000),
      mentionAll,
    }),
  },
  email: {
    action: 'send-email',
    input: (message, { recipients }) => ({
      to: [...recipients],
      subject: message.title.slice(0, 200),
      text: within(message, 200_000, '\n\n'),
    }),
  },
  webhook: {
    action: 'send-webhook',
    input: ({ type, payload }) => ({ type, payload }),
  },
};

/** As many parts as have room in so many bytes of UTF-8, and at least a piece of the first. */
function within({ parts, more }: AlertMessage, mostBytes: number, between = '\n———\n'): string {
  let text = '';
  for (const [index, part] of parts.entries()) {
    const longer = text === '' ? part : `${text}${between}${part}`;
    const left = parts.length - index;
    const rest = `${between}${more(left)}`;
    if (bytes(longer) > mostBytes - (left > 1 ? bytes(rest) : 0))
      return text === '' ? cut(part, mostBytes) : `${text}${rest}`;
    text = longer;
  }
  return text;
}

const bytes = (text: string): number => Buffer.byteLength(text);

/** Whole characters only. */
function cut(text: string, mostBytes: number): string {
  let kept = '';
  for (const character of text) {
    if (bytes(kept) + bytes(character) > mostBytes - 3) return `${kept}…`;
    kept += character;
  }
  return kept;
}
