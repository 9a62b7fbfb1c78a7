import { connectionRoutes, type Connection, type ConnectionId, type TenantId } from '@joinery/contracts';
import { Secret, type Vault } from '@joinery/vault';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import { newOpaqueToken } from '../auth/opaque-token.ts';
import { Sessions } from '../auth/sessions.ts';
import type { Call } from '../http/call.ts';
import { readCookie, writeCookie } from '../http/cookies.ts';
import { found } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Administration } from '../ports/administration.ts';
import type { LiveConnector } from '../ports/connectors.ts';
import { administrationToken, liveConnectorToken, publicUrlToken, vaultToken } from '../ports/tokens.ts';

const memoryCookie = 'joinery-consent';
const memoryMs = 15 * 60_000;

/** What is remembered of a consent while the person is at the vendor; sealed, because the verifier is a secret. */
interface ConsentMemory {
  readonly connectionId: ConnectionId;
  readonly codeVerifier?: string | undefined;
}

/** Connections that a person allows at the vendor (OAuth authorization code). */
@Controller('api/v1')
export class ConsentController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(liveConnectorToken) private readonly live: LiveConnector,
    @Inject(vaultToken) private readonly vault: Vault,
    @Inject(publicUrlToken) private readonly publicUrl: string,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  @Handles(connectionRoutes.authorizeConnection)
  async begin(call: Call<typeof connectionRoutes.authorizeConnection>) {
    const { caller, params, reply } = call;
    const tenantId = caller.tenant.id;
    const { id, name, connector } = await this.#connection(tenantId, params.connectionId);
    const state = newOpaqueToken();
    const place = { tenantId, connector, connectionId: id };
    const { url, codeVerifier } = await this.live.authorize(place, { state, redirectUri: this.#redirectUri() });
    const memory: ConsentMemory = { connectionId: id, codeVerifier };
    const sealed = await this.vault.seal(placeOf(tenantId, state), new Secret(JSON.stringify(memory)));
    const expires = new Date(Date.now() + memoryMs);
    writeCookie(reply, memoryCookie, sealed.toString('base64url'), { secure: this.sessions.secure, expires });
    await this.audit.note(call, { kind: 'connection', id, name });
    return { url };
  }

  @Handles(connectionRoutes.completeAuthorization)
  async complete(call: Call<typeof connectionRoutes.completeAuthorization>) {
    const { caller, query, request, reply } = call;
    const tenantId = caller.tenant.id;
    const { connectionId, codeVerifier } = await this.#memory(tenantId, query.state, readCookie(request, memoryCookie));
    const { id, name, connector } = await this.#connection(tenantId, connectionId);
    if (query.code === undefined) throw refused(query.error_description ?? query.error ?? 'no code');
    const answer = { code: query.code, redirectUri: this.#redirectUri(), codeVerifier };
    await this.live.completeAuthorization({ tenantId, connector, connectionId: id }, answer);
    await this.audit.note(call, { kind: 'connection', id, name });
    void reply.header('location', `/connections/${id}`);
  }

  /** The state opens what was sealed under it: another person's, tenant's or browser's does not. */
  async #memory(tenantId: TenantId, state: string, cookie: string | undefined): Promise<ConsentMemory> {
    try {
      const sealed = Buffer.from(cookie ?? '', 'base64url');
      return JSON.parse((await this.vault.open(placeOf(tenantId, state), sealed)).reveal()) as ConsentMemory;
    } catch {
      throw refused('it was begun in another browser or took too long');
    }
  }

  async #connection(tenantId: TenantId, id: ConnectionId): Promise<Connection> {
    return found(await this.administration.inTenant(tenantId, (records) => records.connections.find(id)), 'connection');
  }

  #redirectUri(): string {
    return new URL('/api/v1/connections/authorized', this.publicUrl).href;
  }
}

const placeOf = (tenantId: TenantId, state: string) => ({ tenantId, table: 'consent', row: state, field: 'memory' });

const refused = (detail: string) => new ProblemError('connector.auth', { connector: 'OAuth', detail });
