import { flowRoutes, type FlowDocument, type FlowId, type Json, type RunId, type TriggerId } from '@joinery/contracts';
import type { Intake } from '@joinery/engine';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { found } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import type { Administration, TenantRecords } from '../ports/administration.ts';
import type { ConnectorCatalogue } from '../ports/connectors.ts';
import { administrationToken, catalogueToken, intakeToken, stepTesterToken } from '../ports/tokens.ts';
import { testStep, type StepTester } from './test-step.ts';

/** Trying a flow out, and starting it by hand. */
@Controller('api/v1')
export class FlowTestController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(catalogueToken) private readonly connectors: ConnectorCatalogue,
    @Inject(intakeToken) private readonly intake: Intake,
    @Inject(stepTesterToken) private readonly tester: StepTester,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  @Handles(flowRoutes.listFlowSamples)
  async samples({ caller, params, query }: Call<typeof flowRoutes.listFlowSamples>) {
    return this.administration.inTenant(caller.tenant.id, async (records) => {
      const { document } = found(await records.flows.draft(params.flowId), 'flow');
      const captured = await records.runs.events(params.flowId, query.limit);
      const events = captured.map(({ id, runId, at, body }) => ({
        id,
        from: 'event' as const,
        name: at,
        at,
        runId,
        body: body as Json,
      }));
      return { items: [...events, ...this.#connectorSample(document)], next: null };
    });
  }

  @Handles(flowRoutes.testStep)
  async testStep(call: Call<typeof flowRoutes.testStep>) {
    const { caller, params, body } = call;
    const document = body.document ?? (await this.#draft(call)).document;
    await this.audit.note(call, {
      kind: 'flow',
      id: params.flowId,
      after: { stepId: body.stepId, allowEffects: body.allowEffects },
    });
    return found(await testStep(document, body, caller.tenant.id, this.tester), `step ${body.stepId}`);
  }

  @Handles(flowRoutes.testRun)
  async testRun(call: Call<typeof flowRoutes.testRun>) {
    const { caller, params, body } = call;
    // An unsafe action in test mode is refused by the engine; letting it act means running it as it will run live.
    const mode = body.allowEffects ? ('live' as const) : ('test' as const);
    const prepared = await this.administration.inTenant(caller.tenant.id, async (records) => {
      const snapshot = found(await records.flows.snapshotDraft(params.flowId, caller.user.id), 'flow');
      return { ...snapshot, event: body.event ?? (await this.#eventOf(records, params.flowId, body.eventId)) };
    });
    const accepted = await this.intake.accept({
      tenantId: caller.tenant.id,
      flowId: params.flowId,
      version: prepared.version,
      triggerId: null,
      body: prepared.event,
      dedupeKey: null,
      dedupeWindowMs: 0,
      orderingKey: null,
      timeoutMs: prepared.document.settings.timeoutMs,
      mode,
    });
    await this.audit.note(call, { kind: 'run', id: accepted.runId, after: { flowId: params.flowId, mode } });
    return { runId: accepted.runId, duplicate: false };
  }

  @Handles(flowRoutes.startRun)
  async start(call: Call<typeof flowRoutes.startRun>) {
    const { caller, params, body } = call;
    const flow = await this.administration.inTenant(caller.tenant.id, async (records) => {
      const { state, version } = found(await records.flows.find(params.flowId), 'flow');
      if (state !== 'published' || version === null) throw new ProblemError('flow.not-published');
      return found(await records.flows.version(params.flowId, version), 'flow version');
    });
    const accepted = await this.intake.accept({
      tenantId: caller.tenant.id,
      flowId: params.flowId,
      version: flow.version,
      triggerId: null as TriggerId | null,
      body: body.input,
      dedupeKey: null,
      dedupeWindowMs: 0,
      orderingKey: null,
      timeoutMs: flow.document.settings.timeoutMs,
      mode: 'live',
    });
    await this.audit.note(call, { kind: 'run', id: accepted.runId, after: { flowId: params.flowId } });
    return { runId: accepted.runId as RunId, duplicate: false };
  }

  async #draft({ caller, params }: Call<typeof flowRoutes.testStep>) {
    return found(
      await this.administration.inTenant(caller.tenant.id, (records) => records.flows.draft(params.flowId)),
      'flow',
    );
  }

  async #eventOf(records: TenantRecords, flowId: FlowId, eventId: string | undefined): Promise<Json> {
    if (eventId === undefined) return {};
    const events = await records.runs.events(flowId, 200);
    const event = events.find((one) => one.id === eventId);
    if (!event) throw notFound('event');
    return event.body as Json;
  }

  #connectorSample({ trigger }: FlowDocument) {
    if (trigger.kind !== 'event') return [];
    const sample = this.connectors.find(trigger.connector)?.triggers[trigger.trigger]?.sample;
    if (sample === undefined) return [];
    return [
      { id: 'connector', from: 'connector' as const, name: trigger.trigger, at: null, runId: null, body: sample },
    ];
  }
}
