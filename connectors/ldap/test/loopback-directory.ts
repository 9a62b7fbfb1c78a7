import ldap from 'ldapjs';

/** Attributes of an entry, as they are stored. */
export type Attributes = Readonly<Record<string, string | readonly string[] | Buffer>>;

export interface LoopbackDirectory {
  readonly port: number;
  /** Entries by name; change it and the next search sees it. */
  readonly entries: Map<string, Attributes>;
  /** What each search asked for. */
  readonly searches: { readonly base: string; readonly filter: string; readonly pageSize: number | undefined }[];
  /** The next searches are answered so. */
  readonly fail: (error: Error | undefined) => void;
  readonly dropConnections: () => void;
  readonly close: () => Promise<void>;
}

export const account = { dn: 'cn=joinery,ou=services,dc=example,dc=com', password: 'ldap-password-demo' };
const suffix = 'dc=example,dc=com';

interface PageControl {
  readonly type: string;
  readonly value: { readonly size: number; readonly cookie: Buffer };
}

/** What the server's own types leave out. */
const { PagedResultsControl } = ldap as unknown as {
  readonly PagedResultsControl: {
    readonly OID: string;
    new (options: Pick<PageControl, 'value'>): PageControl;
  };
};

interface Call {
  readonly dn: { toString(): string };
  readonly connection: { readonly destroy: () => void };
}
interface BindCall extends Call {
  readonly credentials: string;
}
interface SearchCall extends Call {
  readonly scope: number | string;
  readonly controls: readonly PageControl[];
  readonly filter: { matches(attributes: object, strict: boolean): boolean; toString(): string };
}
interface Reply {
  attributes: readonly string[];
  readonly send: (entry: object) => void;
  readonly addControl: (control: PageControl) => void;
  readonly end: () => void;
}
type Next = (error?: Error) => void;

const nameOf = ({ dn }: Call): string => dn.toString().replaceAll(/,\s+/g, ',');

/** A directory server of another make, on loopback: bind, search with filters and scopes, paged results. */
export async function loopbackDirectory(entries: Map<string, Attributes>): Promise<LoopbackDirectory> {
  const server = ldap.createServer();
  const searches: LoopbackDirectory['searches'] = [];
  const connections = new Set<Call['connection']>();
  const signedIn = new WeakSet<Call['connection']>();
  let failing: Error | undefined;

  server.bind(suffix, (request: BindCall, response: Reply, next: Next) => {
    const known = nameOf(request) === account.dn && request.credentials === account.password;
    connections.add(request.connection);
    if (!known) return next(new ldap.InvalidCredentialsError());
    signedIn.add(request.connection);
    response.end();
    return next();
  });
  server.search(suffix, (request: SearchCall, response: Reply, next: Next) => {
    if (!signedIn.has(request.connection)) return next(new ldap.InsufficientAccessRightsError());
    if (failing) return next(failing);
    const base = nameOf(request);
    const paged = request.controls.find(({ type }) => type === PagedResultsControl.OID);
    searches.push({ base, filter: request.filter.toString(), pageSize: paged?.value.size });
    if (!entries.has(base)) return next(new ldap.NoSuchObjectError(base));
    const found = [...entries].filter(
      ([dn, attributes]) => within(dn, base, request.scope) && request.filter.matches(lowerCased(attributes), false),
    );
    const from = Number(paged?.value.cookie.toString() || 0);
    const size = paged?.value.size ?? found.length;
    // It compares the names it was asked for in lower case with what was written.
    response.attributes = ['*'];
    for (const [dn, attributes] of found.slice(from, from + size)) response.send({ dn, attributes });
    if (paged) {
      const cookie = Buffer.from(from + size < found.length ? String(from + size) : '');
      response.addControl(new PagedResultsControl({ value: { size: 0, cookie } }));
    }
    response.end();
    return next();
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: Number(new URL(server.url).port),
    entries,
    searches,
    fail: (error) => void (failing = error),
    dropConnections: () => connections.forEach((each) => each.destroy()),
    close: () =>
      new Promise((resolve) => {
        connections.forEach((each) => each.destroy());
        server.close(() => resolve());
      }),
  };
}

function within(dn: string, base: string, scope: number | string): boolean {
  const name = String(scope);
  if (name === '0' || name === 'base') return dn === base;
  if (name === '1' || name === 'one') return dn.endsWith(`,${base}`) && !dn.slice(0, -base.length - 1).includes(',');
  return dn === base || dn.endsWith(`,${base}`);
}

/** Names of attributes know no case. */
function lowerCased(attributes: Attributes): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => [
      [name, value],
      [name.toLowerCase(), value],
    ]),
  );
}
