import { syncRoutes, type PassId, type SyncId, type SyncSummary } from '@joinery/contracts';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail, type Acting } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { found } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import type { Administration, PassActOutcome, TenantRecords } from '../ports/administration.ts';
import { administrationToken } from '../ports/tokens.ts';

type OfPass = Acting & { readonly params: { readonly syncId: SyncId; readonly passId: PassId } };

@Controller('api/v1')
export class PassController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  @Handles(syncRoutes.planSync)
  async plan(call: Call<typeof syncRoutes.planSync>) {
    const { caller, params, body } = call;
    const { pass } = await this.audit.change(call, async (records) => {
      const sync = await running(records, params.syncId);
      const version = found(sync.version ?? undefined, 'sync version');
      const made = { syncId: sync.id, kind: body.kind, scope: 'plan', version, by: caller.user.id } as const;
      const requested = await records.passes.request(made);
      return { kind: 'sync', id: sync.id, name: sync.name, after: { plan: requested.id, version }, pass: requested };
    });
    return pass;
  }

  @Handles(syncRoutes.runPass)
  async run(call: Call<typeof syncRoutes.runPass>) {
    const { caller, params, body } = call;
    const { pass } = await this.audit.change(call, async (records) => {
      const { sync, version } = await live(records, params.syncId);
      const request = 'backfill' in body ? { backfill: body.backfill } : {};
      const made = { syncId: sync.id, kind: body.kind, scope: 'live', version, request, by: caller.user.id } as const;
      const requested = await records.passes.request(made);
      return { kind: 'sync', id: sync.id, name: sync.name, after: { pass: requested.id, ...body }, pass: requested };
    });
    return pass;
  }

  @Handles(syncRoutes.listPasses)
  async list({ caller, params, query }: Call<typeof syncRoutes.listPasses>) {
    return this.administration.inTenant(caller.tenant.id, async (records) => {
      found(await records.syncs.find(params.syncId), 'sync');
      return records.passes.list(params.syncId, query);
    });
  }

  @Handles(syncRoutes.readPass)
  async read({ caller, params }: Call<typeof syncRoutes.readPass>) {
    return this.administration.inTenant(caller.tenant.id, async (records) =>
      found(await records.passes.find(params.syncId, params.passId), 'pass'),
    );
  }

  @Handles(syncRoutes.pausePass)
  async pause(call: Call<typeof syncRoutes.pausePass>) {
    return this.#act(call, ({ passes }) => passes.stop(call.params.syncId, call.params.passId, 'pause'));
  }

  @Handles(syncRoutes.resumePass)
  async resume(call: Call<typeof syncRoutes.resumePass>) {
    return this.#act(call, ({ passes }) => passes.resume(call.params.syncId, call.params.passId));
  }

  @Handles(syncRoutes.cancelPass)
  async cancel(call: Call<typeof syncRoutes.cancelPass>) {
    return this.#act(call, ({ passes }) => passes.stop(call.params.syncId, call.params.passId, 'cancel'));
  }

  /** The guard has its say in the removals of a pass, so one is asked for. */
  @Handles(syncRoutes.releaseSyncGuard)
  async releaseGuard(call: Call<typeof syncRoutes.releaseSyncGuard>) {
    const { caller, params, body } = call;
    const { pass } = await this.audit.change(call, async (records) => {
      const { sync, version } = await live(records, params.syncId);
      await records.passes.releaseGuard(sync.id, body.count);
      const made = { syncId: sync.id, kind: 'changes', scope: 'live', version, by: caller.user.id } as const;
      const requested = await records.passes.request(made);
      return { kind: 'sync', id: sync.id, name: sync.name, after: body, pass: requested };
    });
    return pass;
  }

  async #act(call: OfPass, act: (records: TenantRecords) => Promise<PassActOutcome>) {
    const { syncId, passId } = call.params;
    const { pass } = await this.audit.change(call, async (records) => {
      const before = found(await records.passes.find(syncId, passId), 'pass');
      const outcome = await act(records);
      if (outcome.kind === 'absent') throw notFound('pass');
      if (outcome.kind === 'not-allowed') throw new ProblemError('conflict.state', { state: outcome.state });
      const after = found(await records.passes.find(syncId, passId), 'pass');
      const states = { before: { state: before.state }, after: { state: after.state } };
      return { kind: 'pass', id: passId, ...states, pass: after };
    });
    return pass;
  }
}

/** A sync that is worked on. */
async function running(records: TenantRecords, syncId: SyncId): Promise<SyncSummary> {
  const sync = found(await records.syncs.find(syncId), 'sync');
  if (sync.state !== 'published') throw new ProblemError('conflict.state', { state: sync.state });
  return sync;
}

/** And whose plan has been accepted. */
export async function live(
  records: TenantRecords,
  syncId: SyncId,
): Promise<{ readonly sync: SyncSummary; readonly version: number }> {
  const sync = await running(records, syncId);
  if (sync.liveVersion === null) throw new ProblemError('sync.plan-needed', { version: sync.version ?? 0 });
  return { sync, version: sync.liveVersion };
}
