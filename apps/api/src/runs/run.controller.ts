import { runRoutes, type Route, type RunId, type RunSummary, type TenantId } from '@joinery/contracts';
import { Controller, Inject } from '@nestjs/common';
import { actorOf } from '../auth/caller.ts';
import { AuditTrail, type Acting } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { found } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import type { Administration } from '../ports/administration.ts';
import type { RunActOutcome, RunCommands, WaitAnswers } from '../ports/run-commands.ts';
import { administrationToken, runCommandsToken, waitAnswersToken } from '../ports/tokens.ts';

type OfRun = Acting & { readonly params: { readonly runId: RunId } };

@Controller('api/v1')
export class RunController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(runCommandsToken) private readonly commands: RunCommands,
    @Inject(waitAnswersToken) private readonly answers: WaitAnswers,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  @Handles(runRoutes.listRuns)
  async list({ caller, query }: Call<typeof runRoutes.listRuns>) {
    return this.administration.inTenant(caller.tenant.id, (records) => records.runs.search(query));
  }

  @Handles(runRoutes.readRun)
  async read({ caller, params }: Call<typeof runRoutes.readRun>) {
    return found(
      await this.administration.inTenant(caller.tenant.id, (records) => records.runs.detail(params.runId)),
      'run',
    );
  }

  @Handles(runRoutes.listRunSteps)
  async steps({ caller, params, query }: Call<typeof runRoutes.listRunSteps>) {
    await this.#summary(caller.tenant.id, params.runId);
    return this.administration.inTenant(caller.tenant.id, (records) => records.runs.steps(params.runId, query));
  }

  @Handles(runRoutes.readJournal)
  async journal({ caller, params, query }: Call<typeof runRoutes.readJournal>) {
    await this.#summary(caller.tenant.id, params.runId);
    return this.administration.inTenant(caller.tenant.id, (records) => records.runs.journal(params.runId, query));
  }

  @Handles(runRoutes.cancelRun)
  async cancel(call: Call<typeof runRoutes.cancelRun>) {
    return this.#act(call, (tenantId, runId) => this.commands.cancel(tenantId, runId));
  }

  @Handles(runRoutes.resumeRun)
  async resume(call: Call<typeof runRoutes.resumeRun>) {
    return this.#act(call, (tenantId, runId) => this.commands.resume(tenantId, runId));
  }

  @Handles(runRoutes.redriveRun)
  async redrive(call: Call<typeof runRoutes.redriveRun>) {
    return this.#act(call, (tenantId, runId) => this.commands.redrive(tenantId, runId));
  }

  @Handles(runRoutes.rerunRun)
  async rerun(call: Call<typeof runRoutes.rerunRun>) {
    const { caller, params, body } = call;
    const runId = done(await this.commands.rerun(caller.tenant.id, params.runId, body.version));
    await this.audit.note(call, { kind: 'run', id: params.runId, after: { runId, version: body.version } });
    return { runId, duplicate: false };
  }

  @Handles(runRoutes.redriveRuns)
  async redriveMany(call: Call<typeof runRoutes.redriveRuns>) {
    const { caller, body } = call;
    const ids = await this.#chosen(caller.tenant.id, body);
    const skipped: { readonly runId: RunId; readonly code: string }[] = [];
    for (const runId of ids) {
      const outcome = await this.commands.redrive(caller.tenant.id, runId);
      if (outcome.kind !== 'done')
        skipped.push({ runId, code: outcome.kind === 'absent' ? 'not-found' : 'conflict.state' });
    }
    const redriven = ids.length - skipped.length;
    await this.audit.note(call, {
      kind: 'runs',
      id: 'flowId' in body ? body.flowId : `${ids.length}`,
      after: { redriven, asked: ids.length },
    });
    return { redriven, skipped };
  }

  @Handles(runRoutes.resolveAttempt)
  async resolve(call: Call<typeof runRoutes.resolveAttempt>) {
    const { caller, params, body } = call;
    const { path, as, output } = body;
    await this.#summary(caller.tenant.id, params.runId);
    const answer = { kind: 'resolved' as const, as, ...(output === undefined ? {} : { output }) };
    refuseUnawaited(await this.answers.answerAt({ tenantId: caller.tenant.id, runId: params.runId, path, answer }));
    await this.audit.note(call, { kind: 'run', id: params.runId, after: { path, as, note: body.note ?? '' } });
    return this.#summary(caller.tenant.id, params.runId);
  }

  @Handles(runRoutes.revealRun)
  async reveal(call: Call<typeof runRoutes.revealRun>) {
    const { params, body } = call;
    const { revealed } = await this.audit.change(call, async (records) => ({
      kind: 'run',
      id: params.runId,
      after: body,
      revealed: found(await records.runs.reveal(params.runId, body.path), 'run'),
    }));
    return revealed;
  }

  @Handles(runRoutes.listWaits)
  async waits({ caller, query }: Call<typeof runRoutes.listWaits>) {
    return this.administration.inTenant(caller.tenant.id, (records) => records.runs.waits(query));
  }

  @Handles(runRoutes.answerWait)
  async answer(call: Call<typeof runRoutes.answerWait>) {
    const { caller, body } = call;
    const { runId, path, verdict, comment } = body;
    await this.#approvalAt(caller.tenant.id, runId, path);
    const at = Date.now();
    const said = { verdict, comment, by: { ...actorOf(caller) }, at: new Date(at).toISOString() };
    const answer = { kind: 'answered' as const, body: said, at };
    refuseUnawaited(await this.answers.answerAt({ tenantId: caller.tenant.id, runId, path, answer }));
    await this.audit.note(call, { kind: 'run', id: runId, after: { path, verdict, comment } });
    return this.#summary(caller.tenant.id, runId);
  }

  /** Only what asks a person may be answered by one; a callback is answered by who holds its token. */
  async #approvalAt(tenantId: TenantId, runId: RunId, path: string): Promise<void> {
    const run = found(await this.administration.inTenant(tenantId, (records) => records.runs.detail(runId)), 'run');
    const wait = run.waits.find((one) => one.path === path);
    if (wait?.reason !== 'approval') throw notFound('approval');
  }

  async #act(
    call: OfRun & { readonly route: Route },
    act: (tenantId: TenantId, runId: RunId) => Promise<RunActOutcome>,
  ): Promise<RunSummary> {
    const { caller, params } = call;
    const before = await this.#summary(caller.tenant.id, params.runId);
    done(await act(caller.tenant.id, params.runId));
    const after = await this.#summary(caller.tenant.id, params.runId);
    await this.audit.note(call, {
      kind: 'run',
      id: params.runId,
      before: { state: before.state },
      after: { state: after.state },
    });
    return after;
  }

  async #summary(tenantId: TenantId, runId: RunId): Promise<RunSummary> {
    return found(await this.administration.inTenant(tenantId, (records) => records.runs.find(runId)), 'run');
  }

  async #chosen(tenantId: TenantId, body: Call<typeof runRoutes.redriveRuns>['body']): Promise<readonly RunId[]> {
    if ('runIds' in body) return body.runIds;
    const { flowId, from, to, text } = body;
    const filter = { flowId, ...(from ? { from } : {}), ...(to ? { to } : {}), ...(text ? { text } : {}) };
    return this.administration.inTenant(tenantId, (records) => records.runs.failedIds(filter, mostAtOnce));
  }
}

/** One request redrives so many; the caller asks again for the rest. */
const mostAtOnce = 1_000;

function done(outcome: RunActOutcome): RunId {
  switch (outcome.kind) {
    case 'done':
      return outcome.runId;
    case 'absent':
      throw notFound('run');
    case 'not-allowed':
      throw new ProblemError('conflict.state', { state: outcome.state });
  }
}

function refuseUnawaited(outcome: 'answered' | 'twice' | 'unknown'): void {
  if (outcome === 'unknown') throw notFound('wait');
  if (outcome === 'twice') throw new ProblemError('conflict.state', { state: 'answered' });
}
