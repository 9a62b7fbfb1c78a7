import { describe, expect, it } from 'vitest';
import { readEvent } from './read-event.ts';

describe('an event of a trigger', () => {
  const words = { id: 'customer.id', deleted: "type = 'customer.deleted'" };

  it('tells of a record, and whether it was deleted', () => {
    expect(readEvent(words, { type: 'customer.updated', customer: { id: 7 } })).toEqual({
      recordId: '7',
      deleted: false,
    });
    expect(readEvent(words, { type: 'customer.deleted', customer: { id: 'c1' } })).toEqual({
      recordId: 'c1',
      deleted: true,
    });
  });

  it('is about no record where it names none', () => {
    expect(readEvent(words, { type: 'ping' })).toBeNull();
  });

  it('is refused with a reason where its expression fails', () => {
    expect(() => readEvent({ id: '$number(name)' }, { name: 'x' })).toThrow('sync.event-unreadable');
  });
});
