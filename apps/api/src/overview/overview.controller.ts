import { operationRoutes } from '@joinery/contracts';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../http/call.ts';
import { Handles } from '../http/handles.decorator.ts';
import type { Administration } from '../ports/administration.ts';
import { administrationToken } from '../ports/tokens.ts';

const hourMs = 3_600_000;

@Controller('api/v1')
export class OverviewController {
  constructor(@Inject(administrationToken) private readonly administration: Administration) {}

  @Handles(operationRoutes.readOverview)
  async read({ caller, query }: Call<typeof operationRoutes.readOverview>) {
    const since = new Date(Date.now() - query.hours * hourMs);
    return this.administration.inTenant(caller.tenant.id, (records) => records.overview.read(since));
  }
}
