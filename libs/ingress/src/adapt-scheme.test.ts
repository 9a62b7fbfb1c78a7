import { WebhookSchemeSchema } from '@joinery/contracts';
import { expect, it } from 'vitest';
import { adaptScheme } from './adapt-scheme.ts';

const scheme = (adapt?: string) =>
  WebhookSchemeSchema.parse({
    signature: { at: { in: 'header', name: 'X-Signature' }, algorithm: 'hmac-sha256', secret: 'secret' },
    ...(adapt === undefined ? {} : { adapt }),
  });

it('leaves a scheme alone that nothing adapts', () => {
  expect(adaptScheme(scheme(), {})).toEqual(scheme());
});

it('replaces members as the connection says, and takes away what is null', () => {
  const adapt = `connection.open ? {'signature': null} : {'replayId': 'headers.\`x-id\`'}`;
  expect(adaptScheme(scheme(adapt), { open: true }).signature).toBeUndefined();
  expect(adaptScheme(scheme(adapt), { open: false })).toMatchObject({
    replayId: 'headers.`x-id`',
    signature: { secret: 'secret' },
  });
});

it('refuses what is no scheme', () => {
  expect(() => adaptScheme(scheme(`{'signature': {'at': 7}}`), {})).toThrow();
});
