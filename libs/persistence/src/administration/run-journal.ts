import type { Failure, JournalEntry, JournalPage, PageQuery, RunId, RunState } from '@joinery/contracts';
import { idTime } from '../ids.ts';
import { openJson } from '../payload-codec.ts';
import { journalAad } from '../stores/journal-rows.ts';
import { badCursor } from './paging.ts';
import type { RunRecordsOptions } from './run-row.ts';
import { failureViewOrNull } from './views.ts';

interface LineRow {
  readonly epoch: number;
  readonly no: string;
  readonly path: string;
  readonly kind: 'attempt' | 'result' | 'progress' | 'wait' | 'answer' | 'note';
  readonly n: number | null;
  readonly state: string | null;
  readonly at: Date;
  readonly body: Buffer;
}

interface RunEnds {
  readonly state: RunState;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly failure: Failure | null;
}

/** What happened to a run, line by line; its acceptance stands before the first page, its end behind the last. */
export async function readJournalLines(
  options: RunRecordsOptions,
  runId: RunId,
  query: PageQuery,
): Promise<JournalPage> {
  const { manager, tenantId } = options;
  const [epoch, no] = query.cursor === undefined ? [-1, 0] : query.cursor.split('_').map(Number);
  if (!Number.isSafeInteger(epoch) || !Number.isSafeInteger(no)) throw badCursor();
  const rows: readonly LineRow[] = await manager.query(
    `select epoch, no, path, kind, n, state, at, body from journal
     where run_id = $1 and tenant_id = $2 and (epoch, no) > ($3, $4) order by epoch, no limit $5`,
    [runId, tenantId, epoch, no, query.limit + 1],
  );
  const ends: readonly RunEnds[] = await manager.query(
    'select state, started_at, ended_at, failure from run where id = $1 and tenant_id = $2',
    [runId, tenantId],
  );
  const run = ends[0];
  if (!run) return { items: [], next: null };
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return {
    items: [
      ...(query.cursor === undefined ? beginning(runId, run) : []),
      ...shown.map((row) => line(options, runId, row)),
      ...(more ? [] : ending(run)),
    ],
    next: more ? `${last.epoch}_${last.no}` : null,
  };
}

const nothing = { path: null, n: null, epoch: null, state: null, failure: null };

function beginning(runId: RunId, run: RunEnds): readonly JournalEntry[] {
  const accepted: JournalEntry = { ...nothing, kind: 'accepted', at: new Date(idTime(runId)).toISOString() };
  return run.started_at
    ? [accepted, { ...nothing, kind: 'claimed', at: run.started_at.toISOString(), epoch: 1 }]
    : [accepted];
}

function ending(run: RunEnds): readonly JournalEntry[] {
  if (!run.ended_at) return [];
  const at = run.ended_at.toISOString();
  return [{ ...nothing, kind: 'ended', at, state: run.state, failure: failureViewOrNull(run.failure) }];
}

function line({ codec, tenantId }: RunRecordsOptions, runId: RunId, row: LineRow): JournalEntry {
  const { failure } = openJson<{ readonly failure?: Failure }>(codec, tenantId, row.body, journalAad(runId, row.path));
  return {
    at: row.at.toISOString(),
    kind: kindOf(row),
    path: row.path === '' ? null : row.path,
    n: row.n,
    epoch: row.epoch,
    state: row.kind === 'note' ? null : row.state,
    failure: failureViewOrNull(failure ?? null),
  };
}

function kindOf({ kind, state }: LineRow): JournalEntry['kind'] {
  switch (kind) {
    case 'wait':
      return 'suspended';
    case 'answer':
      return 'answered';
    case 'note':
      return state === 'redriven' || state === 'cancel-requested' ? state : 'resumed';
    case 'attempt':
    case 'result':
    case 'progress':
      return kind;
  }
}
