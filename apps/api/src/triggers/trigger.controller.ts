import { operationRoutes, type TriggerView } from '@joinery/contracts';
import { incomingEvent, type Intake } from '@joinery/engine';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { found } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Administration } from '../ports/administration.ts';
import type { ConnectorCatalogue } from '../ports/connectors.ts';
import { administrationToken, catalogueToken, intakeToken, publicUrlToken } from '../ports/tokens.ts';

@Controller('api/v1')
export class TriggerController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(catalogueToken) private readonly connectors: ConnectorCatalogue,
    @Inject(publicUrlToken) private readonly publicUrl: string,
    @Inject(intakeToken) private readonly intake: Intake,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  @Handles(operationRoutes.listTriggers)
  async list({ caller, query }: Call<typeof operationRoutes.listTriggers>) {
    const page = await this.administration.inTenant(caller.tenant.id, (records) => records.triggers.list(query));
    return { ...page, items: page.items.map((one) => this.#complete(one)) };
  }

  @Handles(operationRoutes.readTrigger)
  async read({ caller, params }: Call<typeof operationRoutes.readTrigger>) {
    const one = await this.administration.inTenant(caller.tenant.id, (records) =>
      records.triggers.find(params.triggerId),
    );
    return this.#complete(found(one, 'trigger'));
  }

  @Handles(operationRoutes.fireTrigger)
  async fire(call: Call<typeof operationRoutes.fireTrigger>) {
    const { caller, params, body } = call;
    const { trigger, version } = await this.administration.inTenant(caller.tenant.id, async (records) => {
      const one = found(await records.triggers.find(params.triggerId), 'trigger');
      const { id, version: number } = one.flow;
      return { trigger: one, version: found(await records.flows.version(id, number), 'flow version') };
    });
    if (trigger.state === 'paused') throw new ProblemError('conflict.state', { state: trigger.state });
    const { id: flowId, version: number } = trigger.flow;
    const target = { tenantId: caller.tenant.id, flowId, version: number, triggerId: trigger.id };
    const { settings } = version.document;
    const accepted = await this.intake.accept(incomingEvent({ ...target, settings }, body.event));
    await this.audit.note(call, { kind: 'trigger', id: trigger.id, after: { runId: accepted.runId } });
    return { runId: accepted.runId, duplicate: accepted.kind === 'duplicate' };
  }

  /** How events come is the connector's to say, and where to is the installation's: the row holds neither. */
  #complete(trigger: TriggerView): TriggerView {
    const manifest = trigger.connector && this.connectors.find(trigger.connector);
    const delivery = manifest?.triggers[trigger.name ?? '']?.kind ?? null;
    const hookUrl =
      delivery === 'webhook' && trigger.hookUrl !== null ? new URL(trigger.hookUrl, this.publicUrl).href : null;
    return { ...trigger, delivery, hookUrl };
  }
}
