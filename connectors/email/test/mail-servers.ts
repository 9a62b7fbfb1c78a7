import type { AddressInfo } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';
import { SMTPServer } from 'smtp-server';
import { certificate, privateKey } from './loopback-certificate.ts';

export const account = { user: 'testuser', password: 'testpass' };

/** A message as a server took it. */
export interface Taken {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
}

export interface Sending {
  readonly port: number;
  readonly taken: Taken[];
  /** Closes the connection when a message was taken, before it says so. */
  readonly loseAnswers: () => void;
  readonly close: () => Promise<void>;
}

/** A real SMTP server on loopback: it wants TLS and an account, and refuses an address that begins with `nobody`. */
export async function sendingServer(encryption: 'tls' | 'starttls'): Promise<Sending> {
  const taken: Taken[] = [];
  let losing = false;
  const server = new SMTPServer({
    secure: encryption === 'tls',
    key: privateKey,
    cert: certificate,
    size: 1_000_000,
    logger: false,
    onAuth({ username, password }, _session, done) {
      const known = username === account.user && password === account.password;
      done(known ? null : Object.assign(new Error('Invalid login'), { responseCode: 535 }), { user: username });
    },
    onRcptTo({ address }, _session, done) {
      done(address.startsWith('nobody') ? Object.assign(new Error('No such user'), { responseCode: 550 }) : null);
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        taken.push({
          from,
          to: envelope.rcptTo.map(({ address }) => address),
          source: Buffer.concat(parts).toString(),
        });
        if (losing)
          for (const connection of server.connections) (connection as unknown as Connection)._socket.destroy();
        else done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    loseAnswers: () => void (losing = true),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

interface Connection {
  readonly _socket: { destroy(): void };
}

interface ImapServer {
  readonly server: { address(): AddressInfo };
  listen(port: number, host: string, done: () => void): void;
  close(done: () => void): void;
  appendMessage(folder: string, flags: readonly string[], date: Date | false, raw: string): void;
  getMailbox(folder: string): { uidnext: number; readonly messages: { readonly flags: readonly string[] }[] };
}

const imapServer = hoodiecrow as unknown as (options: object) => ImapServer;

export interface Receiving {
  readonly port: number;
  readonly arrive: (raw: string, folder?: string) => void;
  readonly flags: () => readonly (readonly string[])[];
  readonly recreateFolder: () => void;
  readonly close: () => Promise<void>;
}

/** A real IMAP server on loopback, by TLS, with a mailbox in memory. */
export async function receivingServer(): Promise<Receiving> {
  const server = imapServer({
    secureConnection: true,
    credentials: { key: privateKey, cert: certificate },
    users: { [account.user]: { password: account.password } },
    storage: { INBOX: { messages: [] }, '': { folders: { Archive: {} } } },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.server.address().port,
    arrive: (raw, folder = 'INBOX') => server.appendMessage(folder, [], false, raw),
    flags: () => server.getMailbox('INBOX').messages.map(({ flags }) => flags),
    recreateFolder() {
      const folder = server.getMailbox('INBOX');
      folder.messages.length = 0;
      folder.uidnext = 1;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
