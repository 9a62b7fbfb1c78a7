import { flowRoutes, type FlowDocument, type FlowDraft, type FlowId, type FlowVersion } from '@joinery/contracts';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail, type Acting } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { found, saved } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Administration } from '../ports/administration.ts';
import type { ConnectorCatalogue } from '../ports/connectors.ts';
import { administrationToken, catalogueToken, newIdToken } from '../ports/tokens.ts';
import { findingsOf, isError, refuseBrokenFlow } from './flow-catalogue.ts';

const emptyCanvas: FlowDocument = {
  format: 'joinery.flow/1',
  trigger: { kind: 'manual' },
  steps: [],
  edges: [],
  settings: {
    dedupeWindowMs: 7 * 24 * 3_600_000,
    timeoutMs: 24 * 3_600_000,
    logLevel: 'all',
    alertOnFailure: true,
    sensitive: [],
  },
};

@Controller('api/v1')
export class FlowController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(catalogueToken) private readonly connectors: ConnectorCatalogue,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(newIdToken) private readonly newId: () => string,
  ) {}

  @Handles(flowRoutes.listFlows)
  async list({ caller, query }: Call<typeof flowRoutes.listFlows>) {
    return this.administration.inTenant(caller.tenant.id, (records) => records.flows.list(query));
  }

  @Handles(flowRoutes.createFlow)
  async create(call: Call<typeof flowRoutes.createFlow>) {
    const { caller, body } = call;
    const id = this.newId() as FlowId;
    const { after } = await this.audit.change(call, async (records) => {
      const { name, description, document = emptyCanvas } = body;
      const flow = await records.flows.create({ id, name, description, document, by: caller.user.id });
      return { kind: 'flow', id, name, after: flow };
    });
    return after;
  }

  @Handles(flowRoutes.readFlow)
  async read({ caller, params }: Call<typeof flowRoutes.readFlow>) {
    return found(
      await this.administration.inTenant(caller.tenant.id, (records) => records.flows.find(params.flowId)),
      'flow',
    );
  }

  @Handles(flowRoutes.updateFlow)
  async update(call: Call<typeof flowRoutes.updateFlow>) {
    const { caller, params, body } = call;
    const { after } = await this.audit.change(call, async (records) => {
      const before = found(await records.flows.find(params.flowId), 'flow');
      const { name = before.name, description = before.description } = body;
      const flow = found(await records.flows.update(params.flowId, { name, description, by: caller.user.id }), 'flow');
      return { kind: 'flow', id: flow.id, name: flow.name, before, after: flow };
    });
    return after;
  }

  @Handles(flowRoutes.readDraft)
  async readDraft({ caller, params }: Call<typeof flowRoutes.readDraft>) {
    return found(
      await this.administration.inTenant(caller.tenant.id, (records) => records.flows.draft(params.flowId)),
      'flow',
    );
  }

  @Handles(flowRoutes.saveDraft)
  async saveDraft(call: Call<typeof flowRoutes.saveDraft>) {
    const { caller, params, body } = call;
    const { draft } = await this.audit.change(call, async (records) => {
      const result = await records.flows.saveDraft({ id: params.flowId, ...body, by: caller.user.id });
      const next = saved(result, 'flow', { yours: body.revision, of: revisionOf });
      // The document itself stands in the draft; the log tells which revision it became.
      return {
        kind: 'flow',
        id: params.flowId,
        before: { revision: body.revision },
        after: { revision: next.revision },
        draft: next,
      };
    });
    return draft;
  }

  @Handles(flowRoutes.validateFlow)
  async validate({ caller, params, body }: Call<typeof flowRoutes.validateFlow>) {
    const findings = await this.administration.inTenant(caller.tenant.id, async (records) => {
      const draft = found(await records.flows.draft(params.flowId), 'flow');
      return findingsOf(body.document ?? draft.document, records, this.connectors);
    });
    return { publishable: !findings.some(isError), findings };
  }

  @Handles(flowRoutes.publishFlow)
  async publish(call: Call<typeof flowRoutes.publishFlow>) {
    const { caller, params, body } = call;
    const { version } = await this.audit.change(call, async (records) => {
      const draft = found(await records.flows.draft(params.flowId), 'flow');
      if (draft.revision !== body.revision) throw stale(draft, body.revision);
      await refuseBrokenFlow(draft.document, records, this.connectors);
      const published = await records.flows.publish({
        id: params.flowId,
        document: draft.document,
        by: caller.user.id,
        ...body,
      });
      return publishedAs(saved(published, 'flow', { yours: body.revision, of: (one: FlowVersion) => one.version }));
    });
    return version;
  }

  @Handles(flowRoutes.listFlowVersions)
  async versions({ caller, params, query }: Call<typeof flowRoutes.listFlowVersions>) {
    return this.administration.inTenant(caller.tenant.id, async (records) => {
      found(await records.flows.find(params.flowId), 'flow');
      return records.flows.versions(params.flowId, query);
    });
  }

  @Handles(flowRoutes.readFlowVersion)
  async version({ caller, params }: Call<typeof flowRoutes.readFlowVersion>) {
    const { flowId, version } = params;
    return found(
      await this.administration.inTenant(caller.tenant.id, (records) => records.flows.version(flowId, version)),
      'flow version',
    );
  }

  @Handles(flowRoutes.rollbackFlow)
  async rollback(call: Call<typeof flowRoutes.rollbackFlow>) {
    const { caller, params, body } = call;
    const { version } = await this.audit.change(call, async (records) => {
      const { document } = found(await records.flows.version(params.flowId, body.version), 'flow version');
      await refuseBrokenFlow(document, records, this.connectors);
      const note = body.note || `↩ ${body.version}`;
      const published = await records.flows.publish({ id: params.flowId, document, note, by: caller.user.id });
      return publishedAs(saved(published, 'flow', { yours: body.version, of: (one: FlowVersion) => one.version }));
    });
    return version;
  }

  @Handles(flowRoutes.pauseFlow)
  async pause(call: Call<typeof flowRoutes.pauseFlow>) {
    return this.#setState(call, 'paused', ['published']);
  }

  @Handles(flowRoutes.activateFlow)
  async activate(call: Call<typeof flowRoutes.activateFlow>) {
    return this.#setState(call, 'published', ['paused']);
  }

  @Handles(flowRoutes.archiveFlow)
  async archive(call: Call<typeof flowRoutes.archiveFlow>) {
    return this.#setState(call, 'archived', ['draft', 'published', 'paused']);
  }

  async #setState(
    call: Acting & { readonly params: { readonly flowId: FlowId } },
    state: 'published' | 'paused' | 'archived',
    from: readonly string[],
  ) {
    const { after } = await this.audit.change(call, async (records) => {
      const before = found(await records.flows.find(call.params.flowId), 'flow');
      if (!from.includes(before.state)) throw new ProblemError('conflict.state', { state: before.state });
      const flow = found(await records.flows.setState(before.id, state, call.caller.user.id), 'flow');
      return { kind: 'flow', id: flow.id, name: flow.name, before, after: flow };
    });
    return after;
  }
}

const revisionOf = (draft: FlowDraft): number => draft.revision;

const stale = (draft: FlowDraft, yours: number) =>
  new ProblemError('conflict.stale', { current: draft.revision, yours }, { current: draft });

const publishedAs = (version: FlowVersion) => ({
  kind: 'flow',
  id: version.flowId,
  after: { version: version.version, note: version.note },
  version,
});
