import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskSensitive } from './mask-sensitive.ts';

describe('masking', () => {
  it('hides the usual names wherever they stand, and tells so', () => {
    const { value, masked } = maskSensitive({
      customer: { name: '示例科技', Mobile_Phone: '+8613800138000', emails: ['ada@example.com'] },
    });
    expect(value).toEqual({ customer: { name: '示例科技', Mobile_Phone: '+8****00', emails: ['ad****om'] } });
    expect(masked).toBe(true);
  });

  it('hides what the flow names, and numbers too', () => {
    expect(maskSensitive({ salary: 12000, 合同金额: '98,000.00' }, ['salary', '合同金额']).value).toEqual({
      salary: '1****0',
      合同金额: '98****00',
    });
  });

  it('leaves everything else as it is', () => {
    const value = { id: 7, subject: 'mail merge', tags: ['email'], phone: null, address: '' };
    expect(maskSensitive(value)).toEqual({ value, masked: false });
  });

  it('never lets a sensitive text through, at any depth', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'list', 'b'), { maxLength: 6 }),
        fc.string({ minLength: 8, unit: 'grapheme' }),
        (path, text) => {
          const value = path.reduce<unknown>((inner, name) => (name === 'list' ? [inner] : { [name]: inner }), {
            mobile: [{ value: text }],
          });
          expect(JSON.stringify(maskSensitive(value as never).value).includes(JSON.stringify(text).slice(1, -1))).toBe(
            false,
          );
        },
      ),
    );
  });
});
