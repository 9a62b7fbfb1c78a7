import type { Side } from '@joinery/contracts';
import type { WriteOperation } from '@joinery/sync';
import { fieldNames, tokenOf } from './ledger.ts';
import { mailIn, type World } from './world.ts';

export interface Violations {
  /** Pairs that are not alike at rest although a rule decides. */
  diverged: number;
  duplicateLinks: number;
  lostEdits: number;
  echoWrites: number;
  wrongDeletes: number;
}

export const noViolations = (): Violations => ({
  diverged: 0,
  duplicateLinks: 0,
  lostEdits: 0,
  echoWrites: 0,
  wrongDeletes: 0,
});

type StoredRecord = NonNullable<ReturnType<World['sync']['a']['find']>>;

/** Watches every write of the sync as it takes hold. */
export class Watch {
  readonly violations = noViolations();
  readonly notes: string[] = [];
  writes = 0;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  written(side: Side, operation: WriteOperation, before: StoredRecord | undefined): void {
    this.writes += 1;
    this.notes.push(`sync writes ${side} ${JSON.stringify(operation)}`);
    switch (operation.kind) {
      case 'create':
        this.#created(side, operation);
        break;
      case 'update':
        this.#updated(side, operation, before!);
        break;
      case 'disable':
      case 'delete':
        this.#removed(side, before!);
    }
  }

  violate(kind: keyof Violations, note: string): void {
    this.violations[kind] += 1;
    this.notes.push(`!! ${kind}: ${note}`);
  }

  #created(side: Side, { fields }: Extract<WriteOperation, { kind: 'create' }>): void {
    const mail = mailIn(side, fields);
    const known = this.#world
      .system(side)
      .all()
      .find((record) => !record.deleted && mailIn(side, record.fields) === mail);
    if (known) this.violate('duplicateLinks', `${mail} is there already as ${known.id}`);
    this.#world.ledger.note(side, fields);
  }

  /** A value somebody typed on this side, which stands there now, is sent back to where it came from. */
  #updated(side: Side, { id, fields }: Extract<WriteOperation, { kind: 'update' }>, before: StoredRecord): void {
    for (const [name, value] of Object.entries(fields)) {
      const token = tokenOf(value);
      const isOwn = token !== undefined && this.#world.ledger.edits.get(token)?.side === side;
      if (isOwn && tokenOf(before.fields[name]) === token)
        this.violate('echoWrites', `${side} ${id} ${name} = ${String(token)}`);
    }
    this.#world.ledger.note(side, fields);
  }

  #removed(side: Side, before: StoredRecord): void {
    const { sync, twoWay } = this.#world;
    const link = [...sync.store.shelf('live').links.values()].find((one) => one[side] === before.id);
    const other = side === 'a' ? 'b' : 'a';
    const counterpart = link?.[other] ? this.#world.system(other).find(link[other]) : undefined;
    if (!counterpart || !counterpart.deleted) this.violate('wrongDeletes', `${side} ${before.id}`);
    if (twoWay) this.#lostWith(side, before);
  }

  /** An edit that the other side has never seen goes down with its record. */
  #lostWith(side: Side, { id, fields }: StoredRecord): void {
    const { ledger, owners } = this.#world;
    const other = side === 'a' ? 'b' : 'a';
    for (const [index, names] of fieldNames.entries()) {
      const token = tokenOf(fields[names[side]]);
      const isLost =
        token !== undefined &&
        owners[index] !== other &&
        !ledger.seen[other].has(token) &&
        ledger.edits.get(token)?.replaced !== undefined;
      if (isLost) this.violate('lostEdits', `${token} removed with ${side} ${id}`);
    }
  }
}
