import { adminRoutes, type TenantSettings } from '@joinery/contracts';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { found, saved } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { invalidRequest } from '../http/problem-error.ts';
import type { Administration } from '../ports/administration.ts';
import { administrationToken, egressRulesChangedToken, newIdToken } from '../ports/tokens.ts';
import { egressTargetFault } from './egress-target.ts';

@Controller('api/v1')
export class SettingController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(newIdToken) private readonly newId: () => string,
    @Inject(egressRulesChangedToken) private readonly egressRulesChanged: () => Promise<void>,
  ) {}

  @Handles(adminRoutes.readSettings)
  async read({ caller }: Call<typeof adminRoutes.readSettings>) {
    return this.administration.inTenant(caller.tenant.id, (records) => records.settings.read());
  }

  @Handles(adminRoutes.updateSettings)
  async update(call: Call<typeof adminRoutes.updateSettings>) {
    const { body, caller } = call;
    if (body.timeZone !== undefined && !isZone(body.timeZone))
      throw invalidRequest([{ place: 'body.timeZone', detail: 'not an IANA time zone' }]);
    const { after } = await this.audit.change(call, async (records) => {
      const before = await records.settings.read();
      const result = await records.settings.update(body);
      const next = saved(result, 'settings', {
        yours: body.revision,
        of: (current: TenantSettings) => current.revision,
      });
      return { kind: 'settings', id: caller.tenant.id, before, after: next };
    });
    return after;
  }

  @Handles(adminRoutes.listEgressRules)
  async listRules({ caller, query }: Call<typeof adminRoutes.listEgressRules>) {
    return this.administration.inTenant(caller.tenant.id, (records) => records.egressRules.list(query));
  }

  @Handles(adminRoutes.createEgressRule)
  async createRule(call: Call<typeof adminRoutes.createEgressRule>) {
    const { body, caller } = call;
    const fault = egressTargetFault(body.target);
    if (fault) throw invalidRequest([{ place: 'body.target', detail: fault }]);
    const { after } = await this.audit.change(call, async (records) => {
      const rule = await records.egressRules.create({ id: this.newId(), ...body, by: caller.user.id });
      return { kind: 'egress-rule', id: rule.id, name: rule.target, after: rule };
    });
    await this.egressRulesChanged();
    return after;
  }

  @Handles(adminRoutes.deleteEgressRule)
  async deleteRule(call: Call<typeof adminRoutes.deleteEgressRule>) {
    await this.audit.change(call, async (records) => {
      const before = found(await records.egressRules.remove(call.params.ruleId), 'egress rule');
      return { kind: 'egress-rule', id: before.id, name: before.target, before };
    });
    await this.egressRulesChanged();
  }
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
