import type { EndedRunState, Failure, Json, RunId, StepPath, TenantId } from '@joinery/contracts';
import { scopeOf, type JournalEntry, type Lease, type Wait, type WaitAnswer } from '@joinery/engine';
import type { Database } from '../database/database.ts';
import { openJson, sealJson, type PayloadCodec } from '../payload-codec.ts';

/** One entry as it goes into its table. */
export interface JournalRow {
  readonly lease: Lease;
  readonly no: number;
  readonly scope: StepPath;
  readonly iteration: number;
  readonly path: StepPath;
  readonly kind: JournalEntry['kind'];
  readonly n: number | null;
  readonly state: string | null;
  /** Epoch ms. */
  readonly at: number;
  readonly body: Uint8Array;
}

/** One process has one order: entries of an epoch are written by one process, so its count orders them. */
let count = 0;

export function journalRow(codec: PayloadCodec, lease: Lease, entry: JournalEntry, at: number): JournalRow {
  const { kind, path, ...body } = entry;
  count += 1;
  return {
    lease,
    no: count,
    ...scopeOf(path),
    path,
    kind,
    n: 'n' in entry ? entry.n : null,
    state: entry.kind === 'result' ? entry.state : null,
    at,
    body: sealJson(codec, lease.tenantId, body, journalAad(lease.runId, path)),
  };
}

export function journalAad(runId: string, path: StepPath): string {
  return `journal|${runId}|${path}`;
}

export function waitAad(runId: string, path: StepPath): string {
  return `wait|${runId}|${path}`;
}

/** An answer may come before its wait, so it is bound to the address; a held attempt has none but its own place. */
export function answerAad(address: string): string {
  return `answer|${address}`;
}

export function heldAddress(runId: string, path: StepPath): string {
  return `held|${runId}|${path}`;
}

interface EntryRow {
  readonly path: StepPath;
  readonly kind: JournalEntry['kind'];
  readonly body: Buffer;
}

interface AnswerRow {
  readonly path: StepPath;
  readonly address: string | null;
  readonly answer: Buffer | null;
  readonly child_id: RunId | null;
  readonly child_state: EndedRunState | null;
  readonly child_failure: Failure | null;
  readonly child_output: Buffer | null;
}

export interface JournalPart {
  readonly database: Database;
  readonly codec: PayloadCodec;
  readonly runId: RunId;
  readonly tenantId: TenantId;
  readonly scope: StepPath;
  readonly fromIteration: number;
}

/**
 * The entries of one scope in the order of their commits, then the answers to its present waits: an answer belongs to
 * the wait that stands last, and the fold takes it only there.
 */
export async function readJournal(part: JournalPart): Promise<readonly JournalEntry[]> {
  const { database, codec, runId, tenantId, scope, fromIteration } = part;
  const [entries, answers] = await Promise.all([
    database.system.query<EntryRow>({ name: 'journal', text: journalSql, values: [runId, scope, fromIteration] }),
    database.system.query<AnswerRow>({ name: 'journal-answers', text: answersSql, values: [runId] }),
  ]);
  return [
    ...entries.rows.map(({ path, kind, body }) => {
      const rest = openJson<object>(codec, tenantId, body, journalAad(runId, path));
      return { kind, path, ...rest } as JournalEntry;
    }),
    ...answers.rows.flatMap((row) => answerEntries(part, row)),
  ];
}

function answerEntries({ codec, tenantId, runId }: JournalPart, row: AnswerRow): readonly JournalEntry[] {
  if (row.answer) {
    const answer = openJson<WaitAnswer>(
      codec,
      tenantId,
      row.answer,
      answerAad(row.address ?? heldAddress(runId, row.path)),
    );
    return [{ kind: 'answer', path: row.path, answer }];
  }
  if (!row.child_id || !row.child_state) return [];
  const output = row.child_output ? openOutput(codec, tenantId, row.child_id, row.child_output) : undefined;
  const failure = row.child_failure ? { failure: row.child_failure } : {};
  return [
    { kind: 'answer', path: row.path, answer: { kind: 'child-ended', state: row.child_state, output, ...failure } },
  ];
}

/** What a run gave back; `undefined` is kept apart from null by leaving the column empty. */
export function sealOutput(codec: PayloadCodec, tenantId: TenantId, runId: RunId, output: Json): Uint8Array {
  return sealJson(codec, tenantId, { output }, `output|${runId}`);
}

export function openOutput(codec: PayloadCodec, tenantId: TenantId, runId: RunId, sealed: Uint8Array): Json {
  return openJson<{ readonly output: Json }>(codec, tenantId, sealed, `output|${runId}`).output;
}

export function sealWait(codec: PayloadCodec, lease: Lease, wait: Wait): Uint8Array {
  return sealJson(codec, lease.tenantId, { question: wait.question ?? null }, waitAad(lease.runId, wait.path));
}

const journalSql = `
select path, kind, body from journal
where run_id = $1 and scope = $2 and iteration >= $3 and kind <> 'note'
order by epoch, no`;

const answersSql = `
select wait.path, wait.address, wait.answer, wait.child_id, child.state::text as child_state, child.failure as child_failure,
  child.output as child_output
from wait left join run child
  on child.id = wait.child_id and child.state in ('succeeded', 'failed', 'cancelled')
where wait.run_id = $1 and (wait.answer is not null or child.id is not null)`;
