import { connectionsMessages } from '@joinery/ui-connections';
import { designerMessages } from '@joinery/ui-designer';
import { kitMessages, type Message, type Messages } from '@joinery/ui-kit';
import { alertChannelMessages, monitorMessages } from '@joinery/ui-monitor';
import { sandboxMessages } from '@joinery/ui-sandbox';
import { syncsMessages } from '@joinery/ui-syncs';
import { describe, expect, it } from 'vitest';
import { adminMessages } from './admin/admin.messages.ts';
import { consoleMessages } from './console.messages.ts';
import { overviewMessages } from './overview/overview.messages.ts';

const catalogues: Readonly<Record<string, Messages>> = {
  kit: kitMessages,
  designer: designerMessages,
  monitor: monitorMessages,
  alertChannels: alertChannelMessages,
  connections: connectionsMessages,
  sandbox: sandboxMessages,
  syncs: syncsMessages,
  console: consoleMessages,
  overview: overviewMessages,
  admin: adminMessages,
};
const all = Object.entries(catalogues).flatMap(([catalogue, messages]) =>
  Object.entries(messages).map(([key, message]) => [`${catalogue}.${key}`, message] as const),
);
const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted((a, b) => a.localeCompare(b));

describe('the texts of the console', () => {
  it.each(all)('%s is said in both languages', (_, message: Message) => {
    expect(message.zh.trim()).not.toBe('');
    expect(message.en.trim()).not.toBe('');
  });

  it('fill the same places in both languages', () => {
    const different = all.filter(
      ([, { zh, en }]) =>
        placeholders(zh).some((name) => !placeholders(en).includes(name)) ||
        placeholders(en).some((name) => !placeholders(zh).includes(name)),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('leave no English word of the interface in Chinese letters', () => {
    const mixed = all.filter(([, { en }]) => /\p{Script=Han}/u.test(en));
    expect(mixed.map(([key]) => key)).toEqual([]);
  });
});
