import {
  syncRoutes,
  type ConnectionId,
  type JsonObject,
  type SyncCandidates,
  type SyncDocument,
  type SyncId,
  type SyncIssue,
  type TenantId,
} from '@joinery/contracts';
import { sideTraits } from '@joinery/connector-host';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { found } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import type { Administration, TenantRecords } from '../ports/administration.ts';
import type { ConnectorCatalogue, LiveConnector } from '../ports/connectors.ts';
import { administrationToken, catalogueToken, liveConnectorToken } from '../ports/tokens.ts';
import { masked } from './mask.ts';
import { live } from './pass.controller.ts';
import { knownSchema } from './sync-findings.ts';

@Controller('api/v1')
export class RecordController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(catalogueToken) private readonly connectors: ConnectorCatalogue,
    @Inject(liveConnectorToken) private readonly connector: LiveConnector,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  @Handles(syncRoutes.listSyncOutcomes)
  async outcomes({ caller, params, query }: Call<typeof syncRoutes.listSyncOutcomes>) {
    return this.administration.inTenant(caller.tenant.id, async (records) => {
      found(await records.syncs.find(params.syncId), 'sync');
      return records.outcomes.search(params.syncId, query);
    });
  }

  @Handles(syncRoutes.listSyncLinks)
  async links({ caller, params, query }: Call<typeof syncRoutes.listSyncLinks>) {
    return this.administration.inTenant(caller.tenant.id, async (records) => {
      found(await records.syncs.find(params.syncId), 'sync');
      return records.links.search(params.syncId, query);
    });
  }

  @Handles(syncRoutes.readSyncLink)
  async link({ caller, params }: Call<typeof syncRoutes.readSyncLink>) {
    return this.administration.inTenant(caller.tenant.id, async (records) =>
      found(await records.links.find(params.syncId, params.linkId), 'link'),
    );
  }

  /** Read outside of the transaction: other systems take their time. */
  @Handles(syncRoutes.readSyncSides)
  async sides({ caller, params }: Call<typeof syncRoutes.readSyncSides>) {
    const { link, document } = await this.administration.inTenant(caller.tenant.id, async (records) => ({
      link: found(await records.links.find(params.syncId, params.linkId), 'link'),
      document: found(await records.syncs.draft(params.syncId), 'sync').document,
    }));
    const [[a], [b]] = await Promise.all([
      this.#present(caller.tenant.id, document.a, link.a === null ? [] : [link.a]),
      this.#present(caller.tenant.id, document.b, link.b === null ? [] : [link.b]),
    ]);
    return { a: a?.fields ?? null, b: b?.fields ?? null };
  }

  @Handles(syncRoutes.releaseSyncLink)
  async release(call: Call<typeof syncRoutes.releaseSyncLink>) {
    const { caller, params } = call;
    const { decided } = await this.audit.change(call, async (records) => {
      const { version } = await live(records, params.syncId);
      found(await records.links.find(params.syncId, params.linkId), 'link');
      const count = await records.links.decide(params.syncId, [params.linkId], { kind: 'release' }, caller.user.id);
      await records.passes.wake(params.syncId, version, caller.user.id);
      return { kind: 'link', id: params.linkId, after: { released: true }, decided: count };
    });
    return { decided };
  }

  @Handles(syncRoutes.listSyncIssues)
  async issues({ caller, params, query }: Call<typeof syncRoutes.listSyncIssues>) {
    return this.administration.inTenant(caller.tenant.id, async (records) => {
      const mask = await this.#mask(records, params.syncId);
      const page = await records.issues.search(params.syncId, query);
      return { ...page, items: page.items.map(mask) };
    });
  }

  /** The log tells which fields were corrected; their values are the record's. */
  @Handles(syncRoutes.editSyncIssue)
  async edit(call: Call<typeof syncRoutes.editSyncIssue>) {
    const { params, body } = call;
    const { issue } = await this.audit.change(call, async (records) => {
      const mask = await this.#mask(records, params.syncId);
      const edited = found(await records.issues.edit(params.syncId, params.issueId, body.fields), 'issue');
      const after = { record: edited.recordId, fields: Object.keys(body.fields) };
      return { kind: 'sync', id: params.syncId, after, issue: mask(edited) };
    });
    return issue;
  }

  @Handles(syncRoutes.readSyncCandidates)
  async candidates({ caller, params }: Call<typeof syncRoutes.readSyncCandidates>) {
    const { issue, document } = await this.administration.inTenant(caller.tenant.id, async (records) => ({
      issue: found(await records.issues.find(params.syncId, params.issueId), 'issue'),
      document: found(await records.syncs.draft(params.syncId), 'sync').document,
    }));
    const other = issue.side === 'a' ? document.b : document.a;
    const [[record = null], candidates] = await Promise.all([
      this.#present(caller.tenant.id, document[issue.side], [issue.recordId]),
      this.#present(caller.tenant.id, other, issue.conflict?.candidates ?? []),
    ]);
    return { record, candidates };
  }

  @Handles(syncRoutes.matchSyncIssue)
  async match(call: Call<typeof syncRoutes.matchSyncIssue>) {
    const { caller, params, body } = call;
    const { decided } = await this.audit.change(call, async (records) => {
      await live(records, params.syncId);
      const isUnsure = await records.issues.decideMatch(params.syncId, params.issueId, body, caller.user.id);
      found(isUnsure || undefined, 'issue');
      return { kind: 'sync', id: params.syncId, after: { issue: params.issueId, ...body }, decided: 1 };
    });
    return { decided };
  }

  @Handles(syncRoutes.decideSyncConflicts)
  async decide(call: Call<typeof syncRoutes.decideSyncConflicts>) {
    const { caller, params, body } = call;
    const { decided } = await this.audit.change(call, async (records) => {
      const { version } = await live(records, params.syncId);
      const links = await records.issues.disputed(params.syncId, body.choice);
      const word = { kind: 'decide', verdict: body.verdict } as const;
      const count = await records.links.decide(params.syncId, links, word, caller.user.id);
      if (count > 0) await records.passes.wake(params.syncId, version, caller.user.id);
      // Values that somebody typed are the record's, and do not go into the log.
      const verdict = body.verdict.kind === 'keep' ? body.verdict : { kind: 'fields', keep: body.verdict.keep };
      return { kind: 'sync', id: params.syncId, after: { decided: count, verdict }, decided: count };
    });
    return { decided };
  }

  @Handles(syncRoutes.retrySyncIssues)
  async retry(call: Call<typeof syncRoutes.retrySyncIssues>) {
    const { caller, params, body } = call;
    const { pass } = await this.audit.change(call, async (records) => {
      const { sync, version } = await live(records, params.syncId);
      const { way, ...chosen } = body;
      const filter = { ...(JSON.parse(JSON.stringify(chosen)) as JsonObject), before: Date.now() };
      const request = { retry: { way, filter } };
      const made = { syncId: sync.id, kind: 'retry', scope: 'live', version, request, by: caller.user.id } as const;
      const requested = await records.passes.request(made);
      return { kind: 'sync', id: sync.id, name: sync.name, after: body, pass: requested };
    });
    return pass;
  }

  async #present(
    tenantId: TenantId,
    { connector, connectionId, object }: SyncDocument['a'],
    ids: readonly string[],
  ): Promise<SyncCandidates['candidates']> {
    if (ids.length === 0) return [];
    const place = { tenantId, connector, connectionId: connectionId as ConnectionId, object };
    const [{ traits }, records] = await Promise.all([
      this.connector.object(place),
      this.connector.records({ ...place, ids }),
    ]);
    return records.map(({ id, fields }) => ({ id, fields: masked(fields, traits.sensitive) }));
  }

  /** What a manifest marks as sensitive is shown to nobody here. */
  async #mask(records: TenantRecords, syncId: SyncId): Promise<(issue: SyncIssue) => SyncIssue> {
    const { document } = found(await records.syncs.draft(syncId), 'sync');
    const sensitive = { a: this.#sensitive(document.a), b: this.#sensitive(document.b) };
    return (issue) => {
      if (!issue.stored) return issue;
      const fields = masked(issue.stored.fields, sensitive[issue.stored.side]);
      return { ...issue, stored: { ...issue.stored, fields } };
    };
  }

  #sensitive({ connector, object }: SyncDocument['a']): readonly string[] {
    const declared = this.connectors.find(connector)?.objects[object];
    return declared ? sideTraits(declared, knownSchema(declared)).sensitive : [];
  }
}
