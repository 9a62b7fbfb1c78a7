import { describe, expect, it } from 'vitest';
import { columnsOf, shortText } from './record-columns.ts';

describe('the columns of records', () => {
  it('begin with what people know a record by', () => {
    const records = [
      { id: '1', createdAt: 'x', subject: 'Login fails', priority: 'high', tags: ['a'], customer: { name: 'A' } },
    ];
    expect(columnsOf(records, {})).toEqual(['subject', 'priority', 'id']);
  });

  it('leave out what no record has', () => {
    expect(columnsOf([{ a: 1, b: null }], { properties: { c: {} } })).toEqual(['a']);
  });

  it('say any value on one line', () => {
    expect([shortText(undefined), shortText(['a']), shortText(0), shortText(false)]).toEqual([
      '',
      '["a"]',
      '0',
      'false',
    ]);
  });
});
