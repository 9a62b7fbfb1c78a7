import { describe, expect, it } from 'vitest';
import { hashPassword, oneTimePassword, passwordHolds } from './passwords.ts';
import { TryLimiter } from './try-limiter.ts';

describe('passwords', () => {
  it('are kept as argon2id, and hold only for themselves', async () => {
    const stored = await hashPassword('correct horse battery');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect([
      await passwordHolds('correct horse battery', stored),
      await passwordHolds('Correct horse battery', stored),
    ]).toEqual([true, false]);
  });

  it('never hold for an account that does not exist or has none', async () => {
    expect([await passwordHolds('anything', undefined), await passwordHolds('anything', null)]).toEqual([false, false]);
  });

  it('made for one time are long, readable and different', () => {
    const made = Array.from({ length: 200 }, oneTimePassword);
    expect(made.every((one) => /^([a-hj-km-np-z2-9]{5}-){3}[a-hj-km-np-z2-9]{5}$/.test(one))).toBe(true);
    expect(new Set(made).size).toBe(200);
  });
});

describe('the limit of tries', () => {
  it('refuses further tries of one key until the window ends, and says when', () => {
    let now = 0;
    const limiter = new TryLimiter({ tries: 3, windowMs: 60_000, now: () => now });
    for (let tries = 0; tries < 3; tries += 1) limiter.failed('a');
    expect(() => limiter.check('a')).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ params: { retryAfterSeconds: 60 } }) }),
    );
    expect(() => limiter.check('b')).not.toThrow();
    now = 60_001;
    expect(() => limiter.check('a')).not.toThrow();
  });

  it('forgets the tries of somebody who got in', () => {
    const limiter = new TryLimiter({ tries: 1, windowMs: 60_000 });
    limiter.failed('a');
    limiter.succeeded('a');
    expect(() => limiter.check('a')).not.toThrow();
  });
});
