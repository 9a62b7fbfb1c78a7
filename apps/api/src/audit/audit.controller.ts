import { adminRoutes } from '@joinery/contracts';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../http/call.ts';
import { Handles } from '../http/handles.decorator.ts';
import type { Administration } from '../ports/administration.ts';
import { administrationToken } from '../ports/tokens.ts';

@Controller('api/v1')
export class AuditController {
  constructor(@Inject(administrationToken) private readonly administration: Administration) {}

  @Handles(adminRoutes.listAudit)
  async list({ caller, query }: Call<typeof adminRoutes.listAudit>) {
    return this.administration.inTenant(caller.tenant.id, (records) => records.audit.list(query));
  }
}
