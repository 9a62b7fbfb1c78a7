import { z } from 'zod';

/** `on` or `off`; `true`, `1` and their opposites are understood too. */
export const switchValue = (initially: boolean) =>
  z
    .enum(['on', 'off', 'true', 'false', '1', '0'])
    .default(initially ? 'on' : 'off')
    .transform((text) => text === 'on' || text === 'true' || text === '1');

export const wholeNumber = (initially: number, range: { readonly min: number; readonly max: number }) =>
  z.coerce.number().int().min(range.min).max(range.max).default(initially);

export const urlOf = (...protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol.slice(0, -1)), {
    error: `an address that begins with ${protocols.map((one) => `${one}://`).join(' or ')}`,
  });
