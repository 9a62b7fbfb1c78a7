import type { Json, JsonObject } from '@joinery/contracts';
import type { ConformanceHost } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import PostalMime from 'postal-mime';
import { afterEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { certificate } from './loopback-certificate.ts';
import { account, receivingServer, sendingServer } from './mail-servers.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function opened(fields: JsonObject, port: number): Promise<ConformanceHost> {
  const connection = {
    smtpHost: 'localhost',
    ca: certificate,
    ...account,
    fromAddress: 'service@example.com',
    fromName: '客服中心',
    ...fields,
  };
  const host = await openHost(connector, connection, `http://localhost:${port}`);
  closing.push(host.close);
  return host;
}

async function sending(encryption: 'tls' | 'starttls' = 'tls', more: JsonObject = {}) {
  const server = await sendingServer(encryption);
  closing.push(server.close);
  const host = await opened({ smtpPort: server.port, smtpEncryption: encryption, ...more }, server.port);
  return { server, host };
}

const letter = { to: ['kunde@example.com'], subject: '工单已更新', text: '您好' };

describe('sending', () => {
  test.each(['tls', 'starttls'] as const)('a message arrives by %s, whole and in Chinese', async (encryption) => {
    const { server, host } = await sending(encryption);
    const attachment = {
      fileName: '发票.txt',
      contentType: 'text/plain',
      base64: Buffer.from('内容').toString('base64'),
    };
    const input = { ...letter, bcc: ['archiv@example.com'], html: '<p>您好</p>', attachments: [attachment] };
    const sent = await host.invoke('send-email', input, { idempotencyKey: 'run-1/mail' });
    expect(sent).toMatchObject({
      kind: 'done',
      output: { accepted: ['kunde@example.com', 'archiv@example.com'], rejected: [] },
    });
    const [taken] = server.taken;
    const read = await PostalMime.parse(taken?.source ?? '');
    expect(read).toMatchObject({
      subject: '工单已更新',
      from: { address: 'service@example.com', name: '客服中心' },
      html: expect.stringContaining('您好') as string,
      attachments: [{ filename: '发票.txt' }],
      messageId: (sent as { output: JsonObject }).output['messageId'],
    });
    expect(taken?.to).toEqual(['kunde@example.com', 'archiv@example.com']);
    expect(taken?.source).not.toContain('archiv@example.com');
  });

  test('the id of a message is the same for the same attempt’s key, and another for another', async () => {
    const { host } = await sending();
    const idOf = async (idempotencyKey: string): Promise<Json | undefined> => {
      const outcome = await host.invoke('send-email', letter, { idempotencyKey });
      return outcome.kind === 'done' ? (outcome.output as JsonObject)['messageId'] : undefined;
    };
    const [first, again, other] = [await idOf('a'), await idOf('a'), await idOf('b')];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test('of several addresses those refused are named; when all are, it is the data that is wrong', async () => {
    const { host } = await sending();
    expect(
      await host.invoke('send-email', { ...letter, to: ['nobody@example.com', 'kunde@example.com'] }),
    ).toMatchObject({
      kind: 'done',
      output: { accepted: ['kunde@example.com'], rejected: ['nobody@example.com'] },
    });
    expect(await host.invoke('send-email', { ...letter, to: ['nobody@example.com'] })).toMatchObject({
      kind: 'failed',
      failure: { kind: 'invalid', vendor: { code: '550' } },
    });
  });

  test('a message whose answer was lost may have been sent, and says so', async () => {
    const { server, host } = await sending();
    server.loseAnswers();
    expect(await host.invoke('send-email', letter)).toMatchObject({ kind: 'failed', failure: { ambiguous: true } });
    expect(server.taken).toHaveLength(1);
  });

  test('a wrong password is refused as such, and stands nowhere', async () => {
    const { host } = await sending('tls', { password: 'not-the-password' });
    const answer = await host.test();
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'auth', vendor: { code: '535' } } });
    expect(JSON.stringify(answer)).not.toContain('not-the-password');
  });

  test('a certificate nobody vouches for is refused before anything is said', async () => {
    const server = await sendingServer('tls');
    closing.push(server.close);
    const connection = { smtpHost: 'localhost', smtpPort: server.port, ...account, fromAddress: 'a@example.com' };
    const host = await openHost(connector, connection, `http://localhost:${server.port}`);
    closing.push(host.close);
    expect(await host.invoke('send-email', letter)).toMatchObject({ kind: 'failed' });
    expect(server.taken).toEqual([]);
  });

  test('a server without STARTTLS is not spoken to in clear where it is asked for', async () => {
    const server = await sendingServer('tls');
    closing.push(server.close);
    const host = await opened({ smtpPort: server.port, smtpEncryption: 'starttls' }, server.port);
    expect(await host.invoke('send-email', letter, { timeoutMs: 2_000 })).toMatchObject({ kind: 'failed' });
    expect(server.taken).toEqual([]);
  });

  test('a host the policy does not allow is refused', async () => {
    const host = await opened({ smtpPort: 2525 }, 9);
    expect(await host.invoke('send-email', letter)).toMatchObject({ failure: { code: 'egress.refused' } });
  });
});

const raw = (n: number, more = ''): string =>
  [
    `From: =?utf-8?B?${Buffer.from('王小明').toString('base64')}?= <kunde@example.com>`,
    'To: service@example.com',
    `Subject: ${n}`,
    `Message-ID: <${n}@example.com>`,
    'Date: Tue, 01 Sep 2026 01:05:00 +0000',
    ...(more === '' ? [] : [more]),
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Hallo ${n}`,
    '',
  ].join('\r\n');

describe('receiving', () => {
  async function receiving(more: JsonObject = {}) {
    const server = await receivingServer();
    closing.push(server.close);
    return { server, host: await opened({ imapHost: 'localhost', imapPort: server.port, ...more }, server.port) };
  }

  test('what was there before is no event; what arrives is one, once, and stays unread', async () => {
    const { server, host } = await receiving();
    server.arrive(raw(1));
    const begun = await host.poll('email-received', {}, undefined);
    expect(begun.events).toEqual([]);
    server.arrive(raw(2, 'In-Reply-To: <1@example.com>'));
    const { events, cursor } = await host.poll('email-received', {}, begun.cursor);
    expect(events.map(({ body }) => body)).toMatchObject([
      {
        subject: '2',
        from: { address: 'kunde@example.com', name: '王小明' },
        messageId: '<2@example.com>',
        inReplyTo: '<1@example.com>',
        text: expect.stringContaining('Hallo 2') as string,
        truncated: false,
      },
    ]);
    expect((await host.poll('email-received', {}, cursor)).events).toEqual([]);
    expect(server.flags().flat()).not.toContain('\\Seen');
  });

  test('an empty folder is no obstacle, and the first message in it is an event', async () => {
    const { server, host } = await receiving();
    const { cursor } = await host.poll('email-received', {}, undefined);
    server.arrive(raw(1));
    expect((await host.poll('email-received', {}, cursor)).events).toHaveLength(1);
  });

  test('many messages come over several pages, in order, each once', async () => {
    const { server, host } = await receiving();
    const { cursor } = await host.poll('email-received', {}, undefined);
    for (let n = 1; n <= 60; n += 1) server.arrive(raw(n));
    const { events } = await host.poll('email-received', {}, cursor);
    expect(events.map(({ body }) => Number((body as JsonObject)['subject']))).toEqual(
      Array.from({ length: 60 }, (_, n) => n + 1),
    );
    expect(new Set(events.map(({ dedupeKey }) => dedupeKey)).size).toBe(60);
  });

  test('a folder that was made anew is told, instead of missing what arrives', async () => {
    const { server, host } = await receiving();
    for (let n = 1; n <= 3; n += 1) server.arrive(raw(n));
    const { cursor } = await host.poll('email-received', {}, undefined);
    server.recreateFolder();
    server.arrive(raw(9));
    await expect(host.poll('email-received', {}, cursor)).rejects.toThrow('connector.conflict');
  });

  test('a folder that is not there is told by its name', async () => {
    const { host } = await receiving();
    await expect(host.poll('email-received', { folder: 'Nowhere' }, undefined)).rejects.toMatchObject({
      failure: { code: 'connector.not-found', vendor: { message: 'folder Nowhere' } },
    });
  });

  test('folders are found for the drop-down', async () => {
    const { host } = await receiving();
    expect((await host.options('folders', {})).map(({ value }) => value)).toContain('INBOX');
  });

  test('a wrong password is refused as such', async () => {
    const { host } = await receiving({ password: 'not-the-password' });
    await expect(host.poll('email-received', {}, undefined)).rejects.toThrow('connector.auth');
  });
});
