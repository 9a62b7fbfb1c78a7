import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { paletteIndex, searchPalette, type ToPinyin } from './palette-search.ts';

const toPinyin: ToPinyin = (text) => ({
  full: pinyin(text, { toneType: 'none', type: 'array' }).join(''),
  initials: pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }).join(''),
});
const index = paletteIndex(
  [
    { key: 'feishu/send-message', zh: '发送消息', en: 'Send a message' },
    { key: 'branch', zh: '分支', en: 'Branch' },
  ],
  toPinyin,
);

describe('the palette', () => {
  it.each(['发送', 'send message', 'fasong', 'fsxx', 'FEISHU'])('finds the message action by “%s”', (query) => {
    expect(searchPalette(index, query)).toEqual(['feishu/send-message']);
  });

  it('shows everything when nothing is asked', () => {
    expect(searchPalette(index, '  ')).toHaveLength(2);
  });
});
