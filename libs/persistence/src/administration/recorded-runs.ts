import type { Failure, FlowDocument, FlowId, Json, RunId, StepPath } from '@joinery/contracts';
import { recordedSteps, type JournalEntry, type RecordedRun } from '@joinery/engine';
import { idTime } from '../ids.ts';
import { openJson } from '../payload-codec.ts';
import { journalAad, openOutput } from '../stores/journal-rows.ts';
import { eventAad } from '../stores/new-run.ts';
import type { RunRecordsOptions } from './run-row.ts';

/** A journal longer than this is not read as a whole for a person who waits. */
const mostEntries = 5_000;

export interface EndedRun {
  readonly id: RunId;
  /** When it was accepted. */
  readonly at: string;
  readonly state: 'succeeded' | 'failed';
}

/** The last real runs of a flow that came to an end, the newest first; an event that was run again counts once. */
export async function endedRuns(
  { manager, tenantId }: RunRecordsOptions,
  flowId: FlowId,
  limit: number,
): Promise<readonly EndedRun[]> {
  const rows: readonly (Omit<EndedRun, 'at'> & { readonly event_id: string })[] = await manager.query(
    `select id, event_id, state from run
     where flow_id = $2 and tenant_id = $1 and state in ('succeeded', 'failed') and mode = 'live' and version > 0
     order by id desc limit $3`,
    [tenantId, flowId, limit * 2],
  );
  const newest = new Map<string, EndedRun>();
  for (const { id, state, event_id: event } of rows)
    if (!newest.has(event)) newest.set(event, { id, state, at: new Date(idTime(id)).toISOString() });
  return [...newest.values()].slice(0, limit);
}

interface RunRow {
  readonly flow_id: FlowId;
  readonly flow_name: string;
  readonly version: number;
  readonly document: FlowDocument;
  readonly event_id: string;
  readonly event: Buffer;
  readonly started_at: Date | null;
  readonly depth: number;
  readonly state: 'succeeded' | 'failed';
  readonly failure: Failure | null;
  readonly output: Buffer | null;
}

/** One ended run with nothing masked, for playing it again; `too-large` when its journal is. */
export async function recordedRun(
  options: RunRecordsOptions,
  flowId: FlowId,
  runId: RunId,
): Promise<RecordedRun | 'too-large' | undefined> {
  const { manager, tenantId, codec } = options;
  const rows: readonly RunRow[] = await manager.query(
    `select run.*, flow.name as flow_name, version.document, event.body as event
     from run join flow on flow.id = run.flow_id
     join flow_version version on version.flow_id = run.flow_id and version.version = run.version
     join event on event.id = run.event_id
     where run.id = $1 and run.tenant_id = $2 and run.flow_id = $3 and run.state in ('succeeded', 'failed')`,
    [runId, tenantId, flowId],
  );
  const row = rows[0];
  if (!row?.started_at) return undefined;
  await codec.ready(tenantId);
  const journal = await journalOf(options, runId);
  if (journal.length > mostEntries) return 'too-large';
  return {
    id: runId,
    tenantId,
    flow: { id: flowId, name: row.flow_name, version: row.version },
    document: row.document,
    event: openJson(codec, tenantId, row.event, eventAad(row.event_id)),
    startedAt: row.started_at.getTime(),
    depth: row.depth,
    steps: recordedSteps(journal, await childInputs(options, runId)),
    end: {
      state: row.state,
      failure: row.failure ?? undefined,
      output: row.output ? openOutput(codec, tenantId, runId, row.output) : undefined,
    },
  };
}

interface EntryRow {
  readonly path: StepPath;
  readonly kind: JournalEntry['kind'];
  readonly body: Buffer;
}

async function journalOf(
  { manager, tenantId, codec }: RunRecordsOptions,
  runId: RunId,
): Promise<readonly JournalEntry[]> {
  const rows: readonly EntryRow[] = await manager.query(
    `select path, kind, body from journal where run_id = $1 and tenant_id = $2 and kind <> 'note'
     order by epoch, no limit $3`,
    [runId, tenantId, mostEntries + 1],
  );
  return rows.map(({ path, kind, body }) => {
    const rest = openJson<object>(codec, tenantId, body, journalAad(runId, path));
    return { kind, path, ...rest } as JournalEntry;
  });
}

/** What called flows were given: the events of the runs they made. */
async function childInputs(
  { manager, tenantId, codec }: RunRecordsOptions,
  runId: RunId,
): Promise<ReadonlyMap<StepPath, Json>> {
  const rows: readonly { readonly path: StepPath; readonly id: string; readonly body: Buffer }[] = await manager.query(
    `select wait.path, event.id, event.body from wait
     join run child on child.id = wait.child_id
     join event on event.id = child.event_id
     where wait.run_id = $1 and wait.tenant_id = $2`,
    [runId, tenantId],
  );
  return new Map(rows.map(({ path, id, body }) => [path, openJson(codec, tenantId, body, eventAad(id))]));
}
