import { describe, expect, it } from 'vitest';
import { formatMessage } from './messages.ts';

describe('formatMessage', () => {
  const found = { zh: '找到 {count} 条', en: '{count} records found', enOne: 'One record found' };

  it('fills the placeholders of the chosen language', () => {
    expect(formatMessage(found, 'zh', { count: 3 })).toBe('找到 3 条');
    expect(formatMessage(found, 'en', { count: 3 })).toBe('3 records found');
  });

  it('uses the singular in English where the count is one', () => {
    expect(formatMessage(found, 'en', { count: 1 })).toBe('One record found');
    expect(formatMessage(found, 'zh', { count: 1 })).toBe('找到 1 条');
  });

  it('leaves a placeholder without a parameter visible', () => {
    expect(formatMessage({ zh: '{name}', en: 'Hello {name}' }, 'en')).toBe('Hello {name}');
  });
});
