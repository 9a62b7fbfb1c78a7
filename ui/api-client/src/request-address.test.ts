import { describe, expect, it } from 'vitest';
import { fillPath, queryText } from './request-address.ts';

describe('an address', () => {
  it('encodes each parameter', () => {
    expect(fillPath('/sandbox/{simulator}/inbox', { simulator: 'a/b' })).toBe('/sandbox/a%2Fb/inbox');
  });

  it('refuses a path with a parameter missing', () => {
    expect(() => fillPath('/runs/{runId}')).toThrow('runId');
  });

  it('leaves out what is undefined or empty', () => {
    expect(queryText({ text: '', state: undefined, limit: 20 })).toBe('?limit=20');
    expect(queryText({})).toBe('');
  });
});
