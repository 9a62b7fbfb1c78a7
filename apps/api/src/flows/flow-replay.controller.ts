import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  flowRoutes,
  type FlowDocument,
  type FlowId,
  type ReplayCase,
  type ReplayVerdict,
  type RunId,
  type TenantId,
} from '@joinery/contracts';
import type { FlowReplay, RecordedRun } from '@joinery/engine';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { found } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import type { Administration } from '../ports/administration.ts';
import type { ConnectorCatalogue } from '../ports/connectors.ts';
import { administrationToken, catalogueToken, replayerToken } from '../ports/tokens.ts';
import { refuseBrokenFlow } from './flow-catalogue.ts';
import {
  newReplay,
  playedCase,
  playedDetail,
  playRun,
  skippedCase,
  type CaseOf,
  type FlowReplayer,
} from './replay-flow.ts';

/** A person waits for it; what is not played by then is said to be skipped. */
const longestReplayMs = 20_000;

/** Holds the draft against what really happened. */
@Controller('api/v1')
export class FlowReplayController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(catalogueToken) private readonly connectors: ConnectorCatalogue,
    @Inject(replayerToken) private readonly replayer: FlowReplayer,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  @Handles(flowRoutes.replayFlow)
  async replay(call: Call<typeof flowRoutes.replayFlow>) {
    const { caller, params, body } = call;
    const document = await this.#publishableDraft(caller.tenant.id, params.flowId);
    const ended = await this.administration.inTenant(caller.tenant.id, (records) =>
      records.runs.ended(params.flowId, body.limit),
    );
    const replay = newReplay(document, this.replayer);
    const signal = AbortSignal.timeout(longestReplayMs);
    const cases: ReplayCase[] = [];
    for (const { id, at, state } of ended) {
      const of = { runId: id, at, before: state };
      const recorded = signal.aborted ? 'out-of-time' : await this.#recorded(caller.tenant.id, params.flowId, id);
      if (recorded === undefined) continue;
      cases.push(await caseOf(of, recorded, { replay, document, signal }));
      // Mapping is computing; whoever else is served by this process comes in between.
      await nextTurn();
    }
    const counts = countsOf(cases);
    await this.audit.note(call, { kind: 'flow', id: params.flowId, after: counts });
    return { counts, cases };
  }

  @Handles(flowRoutes.replayRun)
  async replayOne(call: Call<typeof flowRoutes.replayRun>) {
    const { caller, params } = call;
    const document = await this.#publishableDraft(caller.tenant.id, params.flowId);
    const recorded = found(await this.#recorded(caller.tenant.id, params.flowId, params.runId), 'run');
    const { acceptedAt, state } = found(
      await this.administration.inTenant(caller.tenant.id, (records) => records.runs.find(params.runId)),
      'run',
    );
    const of = { runId: params.runId, at: acceptedAt, before: state === 'succeeded' ? state : ('failed' as const) };
    await this.audit.note(call, { kind: 'flow', id: params.flowId, after: { runId: params.runId } });
    if (recorded === 'too-large') return { ...skippedCase(of, recorded), ...nothingShown };
    const signal = AbortSignal.timeout(longestReplayMs);
    const played = await playRun(newReplay(document, this.replayer), recorded, document, signal);
    if (typeof played === 'string') return { ...skippedCase(of, played), ...nothingShown };
    return { ...playedCase(of, played), ...playedDetail(played, document) };
  }

  async #publishableDraft(tenantId: TenantId, flowId: FlowId): Promise<FlowDocument> {
    return this.administration.inTenant(tenantId, async (records) => {
      const { document } = found(await records.flows.draft(flowId), 'flow');
      await refuseBrokenFlow(document, records, this.connectors);
      return document;
    });
  }

  #recorded(tenantId: TenantId, flowId: FlowId, runId: RunId): Promise<RecordedRun | 'too-large' | undefined> {
    return this.administration.inTenant(tenantId, (records) => records.runs.recorded(flowId, runId));
  }
}

interface Playing {
  readonly replay: FlowReplay;
  readonly document: FlowDocument;
  readonly signal: AbortSignal;
}

async function caseOf(
  of: CaseOf,
  recorded: RecordedRun | 'too-large' | 'out-of-time',
  { replay, document, signal }: Playing,
): Promise<ReplayCase> {
  if (typeof recorded === 'string') return skippedCase(of, recorded);
  const played = await playRun(replay, recorded, document, signal);
  return typeof played === 'string' ? skippedCase(of, played) : playedCase(of, played);
}

function countsOf(cases: readonly ReplayCase[]) {
  const count = (verdict: ReplayVerdict) => cases.filter((one) => one.verdict === verdict).length;
  return { same: count('same'), changed: count('changed'), fails: count('fails'), skipped: count('skipped') };
}

const nothingShown = {
  steps: [],
  end: { aspects: [], before: { failure: null }, after: { failure: null } },
};
