import {
  syncRoutes,
  type PassId,
  type SyncDocument,
  type SyncDraft,
  type SyncId,
  type SyncSummary,
} from '@joinery/contracts';
import { decidingText } from '@joinery/sync';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail, type Acting } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { found, saved } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Administration, TenantRecords } from '../ports/administration.ts';
import type { ConnectorCatalogue } from '../ports/connectors.ts';
import { administrationToken, catalogueToken, newIdToken } from '../ports/tokens.ts';
import { refuseBrokenSync, syncFindings } from './sync-findings.ts';

@Controller('api/v1')
export class SyncController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(catalogueToken) private readonly connectors: ConnectorCatalogue,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(newIdToken) private readonly newId: () => string,
  ) {}

  @Handles(syncRoutes.listSyncs)
  async list({ caller, query }: Call<typeof syncRoutes.listSyncs>) {
    return this.administration.inTenant(caller.tenant.id, (records) => records.syncs.list(query));
  }

  @Handles(syncRoutes.createSync)
  async create(call: Call<typeof syncRoutes.createSync>) {
    const { caller, body } = call;
    const id = this.newId() as SyncId;
    const { after } = await this.audit.change(call, async (records) => {
      const sync = await records.syncs.create({ id, ...body, by: caller.user.id });
      return { kind: 'sync', id, name: sync.name, after: sync };
    });
    return after;
  }

  @Handles(syncRoutes.readSync)
  async read({ caller, params }: Call<typeof syncRoutes.readSync>) {
    return this.administration.inTenant(caller.tenant.id, async (records) =>
      found(await records.syncs.find(params.syncId), 'sync'),
    );
  }

  @Handles(syncRoutes.updateSync)
  async update(call: Call<typeof syncRoutes.updateSync>) {
    const { caller, params, body } = call;
    const { after } = await this.audit.change(call, async (records) => {
      const before = found(await records.syncs.find(params.syncId), 'sync');
      const { name = before.name, description = before.description } = body;
      const sync = found(await records.syncs.update(before.id, { name, description, by: caller.user.id }), 'sync');
      return { kind: 'sync', id: sync.id, name: sync.name, before, after: sync };
    });
    return after;
  }

  @Handles(syncRoutes.readSyncDraft)
  async readDraft({ caller, params }: Call<typeof syncRoutes.readSyncDraft>) {
    return this.administration.inTenant(caller.tenant.id, async (records) =>
      found(await records.syncs.draft(params.syncId), 'sync'),
    );
  }

  @Handles(syncRoutes.saveSyncDraft)
  async saveDraft(call: Call<typeof syncRoutes.saveSyncDraft>) {
    const { caller, params, body } = call;
    const { draft } = await this.audit.change(call, async (records) => {
      const result = await records.syncs.saveDraft({ id: params.syncId, ...body, by: caller.user.id });
      const next = saved(result, 'sync', { yours: body.revision, of: (one: SyncDraft) => one.revision });
      const [before, after] = [{ revision: body.revision }, { revision: next.revision }];
      return { kind: 'sync', id: params.syncId, before, after, draft: next };
    });
    return draft;
  }

  @Handles(syncRoutes.validateSync)
  async validate({ caller, params, body }: Call<typeof syncRoutes.validateSync>) {
    const findings = await this.administration.inTenant(caller.tenant.id, async (records) => {
      const draft = found(await records.syncs.draft(params.syncId), 'sync');
      return syncFindings(params.syncId, body.document ?? draft.document, records, this.connectors);
    });
    const told = findings.map(({ severity, code, place, message }) => ({ severity, code, place, message }));
    return { publishable: told.length === 0, findings: told };
  }

  /** A document that decides like the live one goes live at once; any other waits for its plan. */
  @Handles(syncRoutes.publishSync)
  async publish(call: Call<typeof syncRoutes.publishSync>) {
    const { caller, params, body } = call;
    const { version } = await this.audit.change(call, async (records) => {
      const sync = found(await records.syncs.find(params.syncId), 'sync');
      if (sync.state === 'archived') throw new ProblemError('conflict.state', { state: sync.state });
      const { document } = found(await records.syncs.draft(sync.id), 'sync');
      await refuseBrokenSync({ id: sync.id, document }, records, this.connectors);
      const by = caller.user.id;
      const published = found(await records.syncs.publish({ id: sync.id, document, by, ...body }), 'sync');
      const decidesAlike = await this.#decidesLikeLive(sync, document, records);
      if (decidesAlike) await records.syncs.goLive(sync.id, published.version, document);
      const after = { version: published.version, note: published.note, live: decidesAlike };
      return { kind: 'sync', id: sync.id, name: sync.name, after, version: { ...published, live: decidesAlike } };
    });
    return version;
  }

  @Handles(syncRoutes.goLive)
  async goLive(call: Call<typeof syncRoutes.goLive>) {
    const { params, body } = call;
    const { after } = await this.audit.change(call, async (records) => {
      const before = found(await records.syncs.find(params.syncId), 'sync');
      const version = await this.#plannedVersion(before, body.planId, records);
      const { document } = found(await records.syncs.version(before.id, version), 'sync version');
      const sync = found(await records.syncs.goLive(before.id, version, document), 'sync');
      return { kind: 'sync', id: sync.id, name: sync.name, before, after: sync };
    });
    return after;
  }

  @Handles(syncRoutes.listSyncVersions)
  async versions({ caller, params, query }: Call<typeof syncRoutes.listSyncVersions>) {
    return this.administration.inTenant(caller.tenant.id, async (records) => {
      found(await records.syncs.find(params.syncId), 'sync');
      return records.syncs.versions(params.syncId, query);
    });
  }

  @Handles(syncRoutes.readSyncVersion)
  async version({ caller, params }: Call<typeof syncRoutes.readSyncVersion>) {
    return this.administration.inTenant(caller.tenant.id, async (records) =>
      found(await records.syncs.version(params.syncId, params.version), 'sync version'),
    );
  }

  @Handles(syncRoutes.pauseSync)
  async pause(call: Call<typeof syncRoutes.pauseSync>) {
    return this.#setState(call, 'paused', ['published']);
  }

  @Handles(syncRoutes.activateSync)
  async activate(call: Call<typeof syncRoutes.activateSync>) {
    return this.#setState(call, 'published', ['paused']);
  }

  @Handles(syncRoutes.archiveSync)
  async archive(call: Call<typeof syncRoutes.archiveSync>) {
    return this.#setState(call, 'archived', ['draft', 'published', 'paused']);
  }

  async #setState(
    call: Acting & { readonly params: { readonly syncId: SyncId } },
    state: 'published' | 'paused' | 'archived',
    from: readonly string[],
  ): Promise<SyncSummary> {
    const { after } = await this.audit.change(call, async (records) => {
      const before = found(await records.syncs.find(call.params.syncId), 'sync');
      if (!from.includes(before.state)) throw new ProblemError('conflict.state', { state: before.state });
      const sync = found(await records.syncs.setState(before.id, state, call.caller.user.id), 'sync');
      return { kind: 'sync', id: sync.id, name: sync.name, before, after: sync };
    });
    return after;
  }

  async #decidesLikeLive(sync: SyncSummary, document: SyncDocument, records: TenantRecords): Promise<boolean> {
    if (sync.liveVersion === null) return false;
    const live = found(await records.syncs.version(sync.id, sync.liveVersion), 'sync version');
    return decidingText(live.document) === decidingText(document);
  }

  /** Only what was looked at may go live: a whole plan, done, of the newest version. */
  async #plannedVersion({ id, version }: SyncSummary, planId: PassId, records: TenantRecords): Promise<number> {
    const plan = found(await records.passes.find(id, planId), 'plan');
    const isWhole = plan.scope === 'plan' && plan.kind === 'full' && plan.state === 'done';
    if (!isWhole || plan.version !== version) throw new ProblemError('sync.plan-needed', { version: version ?? 0 });
    return plan.version;
  }
}
