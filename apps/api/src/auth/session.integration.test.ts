import type { Session } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApi, testPassword, type TestApi, type TestTenant } from '../testing/test-api.ts';
import { codeOf } from '../testing/visitor.ts';
import { ensureOwner } from './first-start.ts';

let api: TestApi;
let tenant: TestTenant;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.end());

describe('the first start', () => {
  const start = (email: string, alone = true) =>
    ensureOwner({
      identities: api.ports.identities,
      email,
      tenantName: '榫卯',
      newId: api.ports.newId,
      alone,
    });

  it('makes an owner with a one-time password, which must be changed before anything else', async () => {
    const lost = await start('first@joinery.test');
    expect(lost?.email).toBe('first@joinery.test');
    expect(await start('second@joinery.test')).toBeUndefined();
    expect(await start('first@joinery.test', false)).toBeUndefined();
    const owner = await start('first@joinery.test');

    const person = api.visitor();
    expect((await person.signIn('first@joinery.test', lost?.oneTimePassword ?? '')).status).toBe(401);
    expect((await person.signIn('first@joinery.test', owner?.oneTimePassword ?? '')).body).toMatchObject({
      user: { mustChangePassword: true },
    });
    expect(codeOf(await person.get('/flows'))).toBe('auth.password-change');
    const changed = await person.send<Session>('PUT', '/session/password', {
      currentPassword: owner?.oneTimePassword,
      newPassword: testPassword,
    });
    expect(changed.body.user.mustChangePassword).toBe(false);
    expect((await person.get('/flows')).status).toBe(200);
    expect(await start('first@joinery.test')).toBeUndefined();
  });
});

describe('a session', () => {
  beforeAll(async () => {
    tenant = await api.tenant('ACME');
  });

  it('is a cookie out of reach of scripts, and says who one is and may', async () => {
    const person = api.visitor();
    const answer = await person.signIn(tenant.ownerEmail, testPassword);
    expect(answer.headers['set-cookie']).toMatch(/^joinery=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
    expect(answer.body).toMatchObject({ user: { role: 'owner', email: tenant.ownerEmail }, tenant: { name: 'ACME' } });
    expect((await person.get('/session')).body).toMatchObject({ user: { role: 'owner' } });
  });

  it('is a new one at each sign-in, so that a planted cookie is worth nothing', async () => {
    const person = api.visitor();
    person.cookie = 'joinery=planted';
    await person.signIn(tenant.ownerEmail, testPassword);
    const first = person.cookie;
    await person.signIn(tenant.ownerEmail, testPassword);
    expect([first, person.cookie]).not.toContain('joinery=planted');
    expect(person.cookie).not.toBe(first);
  });

  it('does not tell a wrong password from an unknown account', async () => {
    const wrong = await api.visitor().signIn(tenant.ownerEmail, 'wrong');
    const unknown = await api.visitor().signIn('nobody@joinery.test', 'wrong');
    expect([wrong.status, codeOf(wrong), unknown.status, codeOf(unknown)]).toEqual([
      401,
      'auth.wrong-password',
      401,
      'auth.wrong-password',
    ]);
  });

  it('is asked for by every route that is not open', async () => {
    expect((await api.visitor().get('/flows')).status).toBe(401);
    const stranger = api.visitor();
    stranger.cookie = 'joinery=unknown';
    expect((await stranger.get('/session')).status).toBe(401);
  });

  it.each([
    ['no token', ''],
    ['another token', 'x'.repeat(43)],
  ])('changes nothing for a request with %s beside the cookie', async (_, csrf) => {
    const person = await api.member(tenant, 'admin');
    person.csrf = csrf;
    const answer = await person.post('/flows', { name: `forged ${csrf.length}` });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'auth.csrf']);
  });

  it('changes nothing for a request that another site made', async () => {
    const person = await api.member(tenant, 'admin');
    const answer = await person.send(
      'POST',
      '/flows',
      { name: 'cross' },
      { headers: { 'sec-fetch-site': 'cross-site' } },
    );
    expect(codeOf(answer)).toBe('auth.csrf');
  });

  it('ends at sign-out, for whoever kept the cookie too', async () => {
    const person = await api.member(tenant, 'viewer');
    const kept = person.cookie;
    expect((await person.send('DELETE', '/session')).status).toBe(204);
    person.cookie = kept;
    expect((await person.get('/session')).status).toBe(401);
  });

  it('ends everywhere when the password is changed, but for the one that changed it', async () => {
    const one = api.visitor();
    const member = await api.member(tenant, 'operator');
    const { email } = (await member.get<Session>('/session')).body.user;
    await one.signIn(email, testPassword);
    const newPassword = 'another long password';
    expect((await member.send('PUT', '/session/password', { currentPassword: testPassword, newPassword })).status).toBe(
      200,
    );
    expect([(await one.get('/session')).status, (await member.get('/session')).status]).toEqual([401, 200]);
    expect((await api.visitor().signIn(email, testPassword)).status).toBe(401);
    expect((await api.visitor().signIn(email, newPassword)).status).toBe(200);
  });

  it('ends after too long without a request, and at its end in any case', async () => {
    const person = await api.member(tenant, 'viewer');
    await api.database.system.query(`update session set seen_at = now() - interval '2 hours' where csrf_token = $1`, [
      person.csrf,
    ]);
    expect((await person.get('/session')).status).toBe(401);
    const other = await api.member(tenant, 'viewer');
    await api.database.system.query(`update session set expires_at = now() where csrf_token = $1`, [other.csrf]);
    expect((await other.get('/session')).status).toBe(401);
  });

  it('cannot be guessed at: after ten wrong passwords an account takes no more tries', async () => {
    const email = 'guessed@joinery.test';
    const answers = [];
    for (let tries = 0; tries < 11; tries += 1) answers.push(await api.visitor().signIn(email, `wrong ${tries}`));
    expect(answers.map((one) => one.status)).toEqual([...Array<number>(10).fill(401), 429]);
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(60);
  });
});

describe('an API token', () => {
  it('may what it was given and its maker may, until it expires or is revoked, and needs no CSRF token', async () => {
    const admin = await api.member(tenant, 'admin');
    const made = await admin.post<{ token: { id: string }; secret: string }>('/tokens', {
      name: 'ci',
      permissions: ['flows.read'],
      expiresInDays: 1,
    });
    expect(made.status).toBe(201);
    expect(made.body.secret).toMatch(/^jn_[\w-]{43}$/);
    const machine = api.visitor();
    const headers = { authorization: `Bearer ${made.body.secret}` };
    expect((await machine.send('GET', '/flows', undefined, { headers })).status).toBe(200);
    expect(codeOf(await machine.send('POST', '/flows', { name: 'by token' }, { headers }))).toBe('auth.forbidden');
    expect((await admin.get('/tokens')).text).not.toContain(made.body.secret);
    expect((await admin.send('DELETE', `/tokens/${made.body.token.id}`)).status).toBe(204);
    expect((await machine.send('GET', '/flows', undefined, { headers })).status).toBe(401);
  });

  it('never may more than its maker', async () => {
    const implementer = await api.member(tenant, 'implementer');
    expect(
      codeOf(await implementer.post('/tokens', { name: 'x', permissions: ['users.write'], expiresInDays: 1 })),
    ).toBe('auth.forbidden');
  });

  it('loses what its maker loses', async () => {
    const admin = await api.member(tenant, 'admin');
    const { body } = await admin.post<{ secret: string }>('/tokens', {
      name: 'later',
      permissions: ['users.read'],
      expiresInDays: 1,
    });
    const me = (await admin.get<Session>('/session')).body.user.id;
    const owner = await api.member(tenant, 'owner');
    expect((await owner.send('PATCH', `/users/${me}`, { role: 'viewer' })).status).toBe(200);
    const headers = { authorization: `Bearer ${body.secret}` };
    expect(codeOf(await api.visitor().send('GET', '/users', undefined, { headers }))).toBe('auth.forbidden');
    expect((await admin.get('/session')).status).toBe(401);
  });
});
