import { OAuth2Server } from 'oauth2-mock-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testApi, type TestApi, type TestTenant } from '../testing/test-api.ts';
import { codeOf, type Visitor } from '../testing/visitor.ts';
import { SingleSignOn } from './single-sign-on.ts';

const issuer = new OAuth2Server();
let claims: Record<string, unknown> = {};
let api: TestApi;
let tenant: TestTenant;

beforeAll(async () => {
  await issuer.issuer.keys.generate('RS256');
  await issuer.start(0, '127.0.0.1');
  issuer.service.on('beforeTokenSigning', (token: { payload: Record<string, unknown> }) => {
    Object.assign(token.payload, claims);
  });
  const signOn = new SingleSignOn({
    name: 'SSO',
    issuer: issuer.issuer.url!,
    clientId: 'joinery',
    clientSecret: 'a secret',
    redirectUri: 'http://joinery.test/api/v1/session/sign-on/callback',
  });
  api = await testApi({ signOn });
  tenant = await api.tenant('ACME');
});
afterAll(async () => {
  await api.end();
  await issuer.stop();
});
beforeEach(() => {
  claims = { email: tenant.ownerEmail };
});

/** To the issuer and back, as a browser goes; answers with the address to come back to. */
async function throughIssuer(person: Visitor): Promise<string> {
  const begun = await person.get('/session/sign-on');
  expect(begun.status).toBe(302);
  const consented = await fetch(String(begun.headers['location']), { redirect: 'manual' });
  const back = new URL(consented.headers.get('location')!);
  return `/session/sign-on/callback${back.search}`;
}

describe('single sign-on', () => {
  it('signs in whom the issuer vouches for, by code with PKCE, state and nonce', async () => {
    const person = api.visitor();
    const began = await person.get('/session/sign-on');
    const asked = new URL(String(began.headers['location'])).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: 'joinery',
      code_challenge_method: 'S256',
      state: expect.stringMatching(/.{20}/),
      nonce: expect.stringMatching(/.{20}/),
    });

    const back = await person.get(await throughIssuer(person));
    expect([back.status, back.headers['location']]).toEqual([302, '/']);
    expect((await person.get('/session')).body).toMatchObject({ user: { email: tenant.ownerEmail } });
  });

  it('lets nobody in who is no user here', async () => {
    claims = { email: 'stranger@elsewhere.test' };
    const person = api.visitor();
    expect(codeOf(await person.get(await throughIssuer(person)))).toBe('auth.single-sign-on');
    expect((await person.get('/session')).status).toBe(401);
  });

  it('believes no address that the issuer has not verified', async () => {
    claims = { email: tenant.ownerEmail, email_verified: false };
    const person = api.visitor();
    expect(codeOf(await person.get(await throughIssuer(person)))).toBe('auth.single-sign-on');
  });

  it('refuses an answer that another browser asked for', async () => {
    const address = await throughIssuer(api.visitor());
    const other = api.visitor();
    await throughIssuer(other);
    expect(codeOf(await other.get(address))).toBe('auth.single-sign-on');
    expect(codeOf(await api.visitor().get(address))).toBe('auth.single-sign-on');
  });

  it('refuses an identity that was meant for another sign-in', async () => {
    claims = { email: tenant.ownerEmail, nonce: 'of another sign-in' };
    const person = api.visitor();
    expect(codeOf(await person.get(await throughIssuer(person)))).toBe('auth.single-sign-on');
  });
});
