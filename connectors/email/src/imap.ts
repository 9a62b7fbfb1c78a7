import type { CodeContext } from '@joinery/connector-sdk';
import type { ImapFlow, MailboxObject } from 'imapflow';
import { faultOf } from './mail-errors.ts';

/** Lends a signed-in session, closed afterwards. TLS from the first byte, over a socket that passed the egress policy. */
export async function usingImap<T>(ctx: CodeContext, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const {
    imapHost,
    imapPort = 993,
    ca,
    user,
  } = ctx.connection as Readonly<Record<string, string | number | undefined>>;
  let client: ImapFlow | undefined;
  try {
    // Loaded by the first who needs it: most servers never read mail.
    const imapflow = await import('imapflow');
    if (imapHost === undefined) throw ctx.fault({ meaning: 'invalid', message: 'the connection names no IMAP host' });
    const host = String(imapHost);
    const socket = await ctx.connect({ host, port: Number(imapPort) });
    client = new imapflow.ImapFlow({
      host,
      port: Number(imapPort),
      secure: true,
      tls: { socket, ...(ca !== undefined && { ca: String(ca) }) } as never,
      auth: { user: String(user ?? ''), pass: ctx.driverSecrets()['password'] ?? '' },
      logger: false,
      disableAutoIdle: true,
    });
    // What breaks later is told to whoever waits for an answer.
    client.on('error', () => undefined);
    await client.connect();
    return await work(client);
  } catch (error) {
    throw faultOf(ctx, error);
  } finally {
    client?.close();
  }
}

/** Opens a folder for reading only: looking does not mark anything as read. */
export async function openFolder(ctx: CodeContext, client: ImapFlow, folder: string): Promise<MailboxObject> {
  try {
    return await client.mailboxOpen(folder, { readOnly: true });
  } catch (error) {
    // Servers say one or the other.
    const status = error instanceof Error && 'responseStatus' in error ? error.responseStatus : undefined;
    if (status === 'NO' || status === 'BAD')
      throw ctx.fault({ meaning: 'not-found', code: status, message: `folder ${folder}` });
    throw error;
  }
}
