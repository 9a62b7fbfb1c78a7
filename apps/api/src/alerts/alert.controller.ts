import { operationRoutes } from '@joinery/contracts';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { found } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import type { Administration } from '../ports/administration.ts';
import { administrationToken } from '../ports/tokens.ts';

@Controller('api/v1')
export class AlertController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  @Handles(operationRoutes.listAlerts)
  async list({ caller, query }: Call<typeof operationRoutes.listAlerts>) {
    return this.administration.inTenant(caller.tenant.id, (records) => records.alerts.list(query));
  }

  @Handles(operationRoutes.acknowledgeAlert)
  async acknowledge(call: Call<typeof operationRoutes.acknowledgeAlert>) {
    const { caller, params } = call;
    const { alert } = await this.audit.change(call, async (records) => {
      const acknowledged = found(await records.alerts.acknowledge(params.alertId, caller.user.id), 'alert');
      return { kind: 'alert', id: acknowledged.id, after: { code: acknowledged.code }, alert: acknowledged };
    });
    return alert;
  }
}
