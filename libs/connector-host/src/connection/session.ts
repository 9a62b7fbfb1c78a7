import type { Json } from '@joinery/contracts';
import type { CompiledScheme, CompiledTokenScheme } from '../auth/compile-auth.ts';
import type { Credentials } from '../auth/authorize.ts';
import type { CompiledConnector } from '../connector/compiled-connector.ts';
import type { LoadedConnection, StoredToken } from './connection-source.ts';
import { bare } from './declared-hosts.ts';

export interface SessionOptions {
  readonly tenantId: string;
  /** Empty for a connector without connections, or one that is being tested before it is stored. */
  readonly connectionId: string;
  readonly connector: CompiledConnector;
  readonly connection: LoadedConnection;
}

const defaultPorts: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 };

/** One revision of a connection in use: its values, its tokens and what it may call. */
export class Session {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly connector: CompiledConnector;
  readonly revision: string;
  readonly values: Json;
  readonly #connection: LoadedConnection;
  readonly #schemes: readonly CompiledScheme[];
  readonly #tokens = new Map<CompiledScheme, StoredToken>();
  #account: Readonly<Record<string, Json>> = {};
  #baseUrl: string | undefined;
  #mayVisit: ((url: URL) => boolean) | undefined;

  constructor({ tenantId, connectionId, connector, connection }: SessionOptions) {
    this.tenantId = tenantId;
    this.connectionId = connectionId;
    this.connector = connector;
    this.revision = connection.revision;
    this.values = connection.values;
    this.#connection = connection;
    const scope = { connection: connection.values };
    this.#schemes = connector.auth.filter(({ applies }) => !applies || applies(scope) === true);
  }

  /** Whom budgets are counted for: the connection, or all use of a connector without one. */
  get owner(): string {
    return `${this.tenantId}|${this.connectionId || this.connector.manifest.name}`;
  }

  get account(): Json {
    return this.#account;
  }

  get schemes(): readonly CompiledScheme[] {
    return this.#schemes;
  }

  get tokenSchemes(): readonly CompiledTokenScheme[] {
    return this.#schemes.filter((scheme) => scheme.kind === 'oauth2' || scheme.kind === 'token-exchange');
  }

  /** Its place in the manifest and the connection's revision: a token of another revision is not this one's. */
  schemeName(scheme: CompiledScheme): string {
    return `${this.revision}#${this.connector.auth.indexOf(scheme)}`;
  }

  token(scheme: CompiledScheme): StoredToken | undefined {
    return this.#tokens.get(scheme);
  }

  hold(scheme: CompiledScheme, token: StoredToken): void {
    this.#tokens.set(scheme, token);
    this.#account = { ...this.#account, ...token.account };
    this.#baseUrl = undefined;
    this.#mayVisit = undefined;
  }

  drop(scheme: CompiledScheme): void {
    this.#tokens.delete(scheme);
  }

  /** Without a slash at its end. */
  baseUrl(): string {
    this.#baseUrl ??= this.connector.baseUrl?.(this.#scope()).replace(/\/+$/, '') ?? '';
    return this.#baseUrl;
  }

  /** Whether the manifest declares the address. Each origin is judged once. */
  mayVisit(): (url: URL) => boolean {
    if (this.#mayVisit) return this.#mayVisit;
    const declared = this.connector.hosts(this.#scope());
    const judged = new Map<string, boolean>();
    this.#mayVisit = (url) => {
      const known = judged.get(url.origin);
      if (known !== undefined) return known;
      const usual = defaultPorts[url.protocol];
      const port = url.port ? Number(url.port) : (usual ?? 0);
      const allowed = declared(bare(url.hostname), port, port === usual);
      judged.set(url.origin, allowed);
      return allowed;
    };
    return this.#mayVisit;
  }

  /** For sockets of drivers: any port of a declared name counts as usual, because the scheme is the driver's. */
  mayConnect(host: string, port: number): boolean {
    return this.connector.hosts(this.#scope())(bare(host), port, true);
  }

  credentials(): Omit<Credentials, 'input'> {
    return {
      connector: this.connector.title,
      connection: this.values,
      account: this.#account,
      secret: (name) => this.secret(name),
      secrets: () => this.secrets(),
      token: (scheme) => this.#tokens.get(scheme)?.token,
    };
  }

  secret(name: string): string {
    const { secrets } = this.#connection;
    return Object.hasOwn(secrets, name) ? (secrets[name]?.reveal() ?? '') : '';
  }

  secrets(): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.keys(this.#connection.secrets).map((name) => [name, this.secret(name)]));
  }

  /** Every text that must not stand in an error. */
  confidential(): readonly string[] {
    const tokens = [...this.#tokens.values()].flatMap(({ token, refreshToken }) => [token, refreshToken ?? '']);
    return [...Object.values(this.secrets()), ...tokens];
  }

  #scope() {
    return { connection: this.values, account: this.#account };
  }
}
