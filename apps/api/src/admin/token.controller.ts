import { adminRoutes, type TokenId } from '@joinery/contracts';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import { apiTokenPrefix, newOpaqueToken, tokenHash } from '../auth/opaque-token.ts';
import type { Call } from '../http/call.ts';
import { found } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Administration } from '../ports/administration.ts';
import { administrationToken, newIdToken } from '../ports/tokens.ts';

const dayMs = 24 * 3_600_000;
/** Enough to recognise a token by, too little to guess it from. */
const shownCharacters = 9;

@Controller('api/v1')
export class TokenController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(newIdToken) private readonly newId: () => string,
  ) {}

  @Handles(adminRoutes.listApiTokens)
  async list({ caller, query }: Call<typeof adminRoutes.listApiTokens>) {
    return this.administration.inTenant(caller.tenant.id, (records) => records.tokens.list(query));
  }

  @Handles(adminRoutes.createApiToken)
  async create(call: Call<typeof adminRoutes.createApiToken>) {
    const { caller, body } = call;
    const beyond = body.permissions.find((permission) => !caller.permissions.has(permission));
    if (beyond) throw new ProblemError('auth.forbidden', { permission: beyond });
    const secret = newOpaqueToken(apiTokenPrefix);
    const { after } = await this.audit.change(call, async (records) => {
      const token = await records.tokens.create({
        id: this.newId() as TokenId,
        name: body.name,
        prefix: secret.slice(0, shownCharacters),
        hash: tokenHash(secret),
        permissions: [...new Set(body.permissions)],
        by: caller.user.id,
        expiresAt: new Date(Date.now() + body.expiresInDays * dayMs),
      });
      return { kind: 'token', id: token.id, name: token.name, after: token };
    });
    return { token: after, secret };
  }

  @Handles(adminRoutes.revokeApiToken)
  async revoke(call: Call<typeof adminRoutes.revokeApiToken>) {
    await this.audit.change(call, async (records) => {
      const before = found(await records.tokens.revoke(call.params.tokenId), 'token');
      return { kind: 'token', id: before.id, name: before.name, before };
    });
  }
}
