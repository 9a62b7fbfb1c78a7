import { createClient } from 'node-zendesk';
import { zendeskSimulator } from '@joinery/connector-zendesk/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** A client that others wrote and keep is the judge of our simulator. */
let zendesk: Simulator;
let url: string;
let stop: () => Promise<void>;
const clientWith = (token: string) =>
  createClient({ username: 'admin@acme.example', token, endpointUri: `${url}/api/v2` });
const client = () => clientWith('zendesk-api-token-demo');

beforeEach(async () => {
  zendesk = zendeskSimulator();
  ({ url, stop } = await zendesk.start());
});
afterEach(() => stop());

describe('tickets', () => {
  test('one is made, read, commented on, solved and deleted', async () => {
    const { tickets } = client();
    const { result: made } = await tickets.create({ ticket: { subject: '无法登录', comment: { body: '第一行' } } });
    await tickets.update(made.id, { ticket: { comment: { body: '已修复', public: false }, status: 'solved' } });
    const { result: read } = await tickets.show(made.id);
    expect(read).toMatchObject({ subject: '无法登录', description: '第一行', status: 'solved' });
    const comments = await tickets.getComments(made.id);
    expect(comments.map(({ body, public: open }: { body: string; public: boolean }) => [body, open])).toEqual([
      ['第一行', true],
      ['已修复', false],
    ]);
    await tickets.delete(made.id);
    await expect(tickets.show(made.id)).rejects.toThrow('(404)');
  });

  test('every page is followed and every ticket comes once', async () => {
    for (let n = 0; n < 245; n += 1) zendesk.upsert('tickets', { subject: `工单 ${n}` });
    const all = await client().tickets.list();
    expect([all.length, new Set(all.map(({ id }: { id: number }) => id)).size]).toEqual([248, 248]);
  });

  test('an export tells what changed, and refuses a moment that is too near', async () => {
    const { ticketexport } = client();
    const { result } = await ticketexport.export(5);
    expect(result).toMatchObject({ tickets: [{ id: 1 }, { id: 2 }, { id: 3 }], end_of_stream: true });
    await expect(ticketexport.export(Math.floor(Date.now() / 1000))).rejects.toThrow('(422)');
  });
});

test('users are found by external id or made', async () => {
  const { users } = client();
  const { result: found } = await users.createOrUpdate({ user: { external_id: 'c-1', name: '李雷' } });
  expect(found).toMatchObject({ id: 501 });
  const { result: made } = await users.createOrUpdate({ user: { external_id: 'c-2', name: '韩梅梅' } });
  expect(zendesk.record('users', String(made.id))).toMatchObject({ name: '韩梅梅', external_id: 'c-2' });
});

test('a wrong token is nobody', async () => {
  await expect(clientWith('wrong').tickets.show(1)).rejects.toThrow('(401)');
});
