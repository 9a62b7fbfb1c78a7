import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import { type SimulatorBox, textOf } from '@joinery/connector-sdk/simulator';
import { businessError } from './answers.ts';

interface Held {
  readonly rows: readonly JsonObject[];
  at: number;
  lastSize: number;
  expiresAt: number;
}

const livesMs = 10_000;

/** Scrolls as the vendor keeps them: a snapshot, forward only, forgotten ten seconds after the last page. */
export class Scrolls {
  readonly #box: SimulatorBox;
  readonly #held = new Map<string, Held>();

  constructor(box: SimulatorBox) {
    this.#box = box;
    box.onReset(() => this.#held.clear());
  }

  /** One page; `rows` is asked for when a scroll begins. */
  page(path: string, body: JsonObject, rows: () => readonly JsonObject[]): JsonObject {
    const capacity = Number(body['capacity'] ?? 100);
    if (!Number.isInteger(capacity) || capacity < 1 || capacity > 300) return businessError('capacity取值范围为1-300');
    const given = textOf(body['scrollId']);
    if (given === '' && this.#box.faults.take('empty-listing', path))
      return { scrollId: '', isLastData: true, total: 0, data: [] };
    const scrollId = given === '' ? this.#begin(rows()) : given;
    const held = this.#held.get(scrollId);
    if (!held || held.expiresAt < this.#box.now()) return businessError('scrollId已失效，请重新查询');
    held.expiresAt = this.#box.now() + livesMs;
    const data = this.#rowsOf(held, path, capacity);
    return { scrollId, isLastData: held.at >= held.rows.length, total: held.rows.length, data };
  }

  #begin(rows: readonly JsonObject[]): string {
    const scrollId = Buffer.from(randomUUID()).toString('base64');
    this.#held.set(scrollId, { rows, at: 0, lastSize: 0, expiresAt: this.#box.now() + livesMs });
    return scrollId;
  }

  #rowsOf(held: Held, path: string, capacity: number): JsonObject[] {
    const { faults } = this.#box;
    const begun = held.at > 0;
    if (begun && faults.take('stuck-cursor', path)) return held.rows.slice(held.at - held.lastSize, held.at);
    const size = faults.take('truncated-page', path) ? Math.ceil(capacity / 2) : capacity;
    // Rows that moved while the client was paging come once more.
    const again = begun && faults.take('repeated-page', path) ? Math.ceil(held.lastSize / 2) : 0;
    const rows = held.rows.slice(held.at - again, held.at + size);
    held.lastSize = Math.min(size, held.rows.length - held.at);
    held.at += held.lastSize;
    return rows;
  }
}
