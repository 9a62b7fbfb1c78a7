import type { CodeContext } from '@joinery/connector-sdk';
import { Client, type ClientOptions, type Entry, type SearchOptions } from 'ldapts';
import { faultOf } from './directory-errors.ts';

/** Entries a search may give: they are all in memory before the first is given out. */
const most = 100_000;
const perPage = 500;
const binary = ['objectGUID', 'objectSid'];

/** The one connection, bound, that the calls of a Joinery connection share; the protocol answers them side by side. */
class Directory {
  #bound: Promise<Client> | undefined;

  async client(ctx: CodeContext): Promise<Client> {
    const held = await this.#bound?.catch(() => undefined);
    if (held?.isBound) return held;
    const fresh = open(ctx);
    this.#bound = fresh;
    return fresh;
  }

  async close(): Promise<void> {
    const held = await this.#bound?.catch(() => undefined);
    await held?.unbind();
  }
}

/**
 * Every entry a search finds. The server cuts it into pages, which it remembers for one connection only; so they are
 * read to the end before anything is given out.
 */
export async function search(ctx: CodeContext, base: string, options: SearchOptions): Promise<readonly Entry[]> {
  try {
    const directory = await ctx.keep({
      name: 'directory',
      open: async () => new Directory(),
      close: (kept) => kept.close(),
    });
    const client = await directory.client(ctx);
    const found: Entry[] = [];
    const pages = client.searchPaginated(base, {
      ...options,
      paged: { pageSize: perPage },
      explicitBufferAttributes: binary,
    });
    for await (const { searchEntries } of pages) {
      found.push(...searchEntries);
      if (found.length > most)
        throw ctx.fault({ meaning: 'permanent', message: `more than ${most} entries: name a narrower base or filter` });
    }
    return found;
  } catch (error) {
    throw faultOf(ctx, error);
  }
}

async function open(ctx: CodeContext): Promise<Client> {
  const { host, encryption = 'ldaps', ca, bindDn } = ctx.connection as Readonly<Record<string, string | undefined>>;
  const name = String(host);
  const tls = { ...(ca !== undefined && { ca }), rejectUnauthorized: true };
  const socket = await ctx.connect({
    host: name,
    port: portOf(ctx),
    ...(encryption === 'ldaps' && { tls: { serverName: name, ...tls } }),
  });
  const client = new Client({
    url: 'ldap://directory',
    timeout: 60_000,
    // Connected already, by the policy, to the address that was checked.
    createConnection: () => socket as ReturnType<NonNullable<ClientOptions['createConnection']>>,
  });
  if (encryption === 'starttls') await client.startTLS({ servername: name, ...tls });
  await client.bind(bindDn ?? '', ctx.driverSecrets()['password'] ?? '');
  return client;
}

function portOf({ connection }: CodeContext): number {
  const { port, encryption = 'ldaps' } = connection;
  return typeof port === 'number' ? port : encryption === 'ldaps' ? 636 : 389;
}
