import type { Json, RunId, StepPath, TenantId } from '@joinery/contracts';
import { eventAddress, type WaitAnswer } from '@joinery/engine';
import type { Database } from '../database/database.ts';
import { sealJson, type PayloadCodec } from '../payload-codec.ts';
import { EventWaits, type AwaitedTrigger } from './event-waits.ts';
import { answerAad, heldAddress } from './journal-rows.ts';
import type { RunNews } from './run-news.ts';
import { settleWaits } from './settle-waits.ts';

/** What became of an answer. Only `answered` wakes somebody; `early` is kept for the wait that is to come. */
export type AnswerOutcome = 'answered' | 'early' | 'twice' | 'unknown';

export interface AddressedAnswer {
  readonly tenantId: TenantId;
  readonly address: string;
  readonly answer: WaitAnswer;
  /** How long an answer nobody waits for yet is kept. */
  readonly keepMs?: number;
}

export interface PlacedAnswer {
  readonly tenantId: TenantId;
  readonly runId: RunId;
  readonly path: StepPath;
  readonly answer: WaitAnswer;
}

/** A vendor's event, as a wait for it is found: an approval's verdict by the approval's number, say. */
export interface EventAnswer extends AwaitedTrigger {
  readonly key: Json;
  readonly body: Json;
  /** Epoch ms. */
  readonly at: number;
}

const monthMs = 30 * 24 * 3600 * 1000;
/** An event may be faster than the run that is about to wait for it, but not older than this. */
const earlyEventMs = 10 * 60_000;

/** Answers to waits, whether they come before them, in time, or twice. The first one counts. */
export class AnswerStore {
  readonly #database: Database;
  readonly #codec: PayloadCodec;
  readonly #news: RunNews;
  readonly #eventWaits: EventWaits;

  constructor({ database, codec, news }: { database: Database; codec: PayloadCodec; news: RunNews }) {
    this.#database = database;
    this.#eventWaits = new EventWaits({ database });
    this.#codec = codec;
    this.#news = news;
  }

  /** For answers from outside that name a token or a correlation address. */
  async answer({ tenantId, address, answer, keepMs = monthMs }: AddressedAnswer): Promise<AnswerOutcome> {
    await this.#codec.ready(tenantId);
    const body = sealJson(this.#codec, tenantId, answer, answerAad(address));
    const { rows } = await this.#database.system.query<{ run_id: RunId }>({
      name: 'answer-address',
      text: answerAddressSql,
      values: [tenantId, address, body],
    });
    if (rows.length > 0) return this.#wake(rows.map((row) => row.run_id));
    if (await this.#wasAnswered(tenantId, address)) return 'twice';
    return this.#keep(tenantId, address, body, keepMs);
  }

  /** For events of vendors, of which most are awaited by nobody: those cost nothing and leave nothing behind. */
  async answerEvent({ key, body, at, ...trigger }: EventAnswer): Promise<AnswerOutcome> {
    if (!(await this.#eventWaits.isAwaited(trigger))) return 'unknown';
    const address = eventAddress(trigger.connectionId, trigger.trigger, key);
    return this.answer({
      tenantId: trigger.tenantId,
      address,
      answer: { kind: 'answered', body, at },
      keepMs: earlyEventMs,
    });
  }

  /** For a person's word on a wait that stands in a list: an approval, a held attempt. */
  async answerAt({ tenantId, runId, path, answer }: PlacedAnswer): Promise<Exclude<AnswerOutcome, 'early'>> {
    await this.#codec.ready(tenantId);
    const { rows } = await this.#database.system.query<{ address: string | null; answered: boolean }>({
      name: 'wait-at',
      text: `select address, answered_at is not null as answered from wait where run_id = $1 and path = $2 and tenant_id = $3`,
      values: [runId, path, tenantId],
    });
    const wait = rows[0];
    if (!wait) return 'unknown';
    if (wait.answered) return 'twice';
    const body = sealJson(this.#codec, tenantId, answer, answerAad(wait.address ?? heldAddress(runId, path)));
    const { rowCount } = await this.#database.system.query({
      name: 'answer-at',
      text: `update wait set answer = $4, answered_at = now()
        where run_id = $1 and path = $2 and tenant_id = $3 and answered_at is null`,
      values: [runId, path, tenantId, body],
    });
    return rowCount ? this.#wake([runId]) : 'twice';
  }

  async #wake(runIds: readonly RunId[]): Promise<'answered'> {
    this.#news.runnable(await settleWaits(this.#database, runIds));
    return 'answered';
  }

  async #wasAnswered(tenantId: TenantId, address: string): Promise<boolean> {
    const { rowCount } = await this.#database.system.query({
      name: 'was-answered',
      text: `select from wait where tenant_id = $1 and address = $2 and reason <> 'event' limit 1`,
      values: [tenantId, address],
    });
    return rowCount === 1;
  }

  /** The wait may have been committed since it was looked for; it is looked for once more behind our own commit. */
  async #keep(tenantId: TenantId, address: string, body: Uint8Array, keepMs: number): Promise<AnswerOutcome> {
    const { rowCount } = await this.#database.system.query({
      name: 'keep-answer',
      text: `insert into wait_answer (tenant_id, address, body, expires_at)
        values ($1, $2, $3, now() + $4 * interval '1 millisecond') on conflict do nothing`,
      values: [tenantId, address, body, keepMs],
    });
    if (!rowCount) return 'twice';
    const { rows } = await this.#database.system.query<{ run_id: RunId }>({
      name: 'waits-at-address',
      text: 'select run_id from wait where tenant_id = $1 and address = $2 and answered_at is null',
      values: [tenantId, address],
    });
    if (rows.length > 0) return this.#wake(rows.map((row) => row.run_id));
    return 'early';
  }
}

const answerAddressSql = `
update wait set answer = $3, answered_at = now()
where tenant_id = $1 and address = $2 and answered_at is null
returning run_id`;
