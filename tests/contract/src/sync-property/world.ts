import type { DeletePolicy, FieldOwner, JsonObject, KeepOutcomes, Side, SyncDirection } from '@joinery/contracts';
import type { SideTraits } from '@joinery/sync';
import { ableTraits, documentOf, TestSync, type SystemNature } from '@joinery/sync/testing';
import { Random } from '../mapping-types/random.ts';
import { fieldNames, Ledger, tokenOf } from './ledger.ts';

export const ownerChoices: readonly [FieldOwner, ...FieldOwner[]] = ['a', 'b', 'latest', 'manual'];

/** Two systems of random nature, a random document between them, and the people whose records they keep. */
export class World {
  readonly random: Random;
  readonly sync: TestSync;
  readonly ledger = new Ledger();
  readonly direction: SyncDirection;
  readonly policy: DeletePolicy;
  readonly owners: readonly FieldOwner[];
  #people = 0;

  constructor(seed: number, keepOutcomes?: KeepOutcomes) {
    this.random = new Random(seed);
    const { random } = this;
    this.direction = random.pick(['both', 'both', 'both', 'a-to-b']);
    this.policy = random.pick(['ignore', 'disable', 'delete']);
    this.owners = fieldNames.map(() => random.pick(ownerChoices));
    const document = documentOf({
      direction: this.direction,
      deletes: { policy: this.policy },
      fields: fieldNames.map((names, index) => ({
        a: [names.a],
        b: [names.b],
        owner: this.twoWay ? this.owners[index]! : 'a',
      })),
      settings: {
        pageSize: random.pick([1, 3, 50]),
        overlapMs: 120_000,
        flipLimit: 6,
        keepOutcomes: keepOutcomes ?? random.pick(['needed', 'all']),
      },
    });
    this.sync = new TestSync({ document, a: this.#nature('a'), b: this.#nature('b') });
  }

  get twoWay(): boolean {
    return this.direction === 'both';
  }

  system(side: Side) {
    return this.sync[side];
  }

  /** Sides whose edits go to the other. */
  get sources(): readonly Side[] {
    return this.twoWay ? ['a', 'b'] : ['a'];
  }

  newPerson(): number {
    this.#people += 1;
    return this.#people;
  }

  get people(): number {
    return this.#people;
  }

  /** All the records the person ever had on a side. */
  recordsOf(side: Side, person: number) {
    const mail = mailOf(person);
    return this.system(side)
      .all()
      .filter(({ fields }) => mailIn(side, fields) === mail);
  }

  create(side: Side, person: number): string {
    const { random } = this;
    const id = this.system(side).add({
      ...(side === 'a' ? { Mail: mailOf(person) } : { mail: mailOf(person).toUpperCase() }),
      ...(side === 'a'
        ? { Phone: `138${String(10_000_000 + person)}` }
        : { phone: `+86 138-${String(10_000_000 + person)}` }),
    });
    for (const field of fieldNames.keys()) if (random.chance(0.8)) this.edit(side, id, field);
    return id;
  }

  edit(side: Side, id: string, field: number): void {
    const name = fieldNames[field]![side];
    const replaced = tokenOf(this.system(side).find(id)!.fields[name]);
    const token = this.ledger.type({ side, recordId: id, field, replaced });
    const blank = () => this.random.pick(['', '', ' ', '  ']);
    this.system(side).edit(id, { [name]: `${blank()}x  ${token}${blank()}` });
  }

  #nature(side: Side): Partial<SystemNature> {
    const { random } = this;
    const traits: SideTraits = {
      ...ableTraits,
      create: random.pick(['idempotent', 'checkable', 'unsafe']),
      batch: random.pick([1, 2, 50]),
      get: side === 'a' || this.twoWay || random.chance(0.5),
      sensitive: random.chance(0.2) ? [fieldNames[1]![side]] : [],
    };
    return {
      traits,
      pageSize: random.pick([1, 2, 3, 50]),
      tellsStored: random.chance(0.5),
      clockSkewMs: random.pick([0, 0, -90_000, 90_000]),
      timeStepMs: random.pick([1, 1000, 60_000]),
      showsDeletes: random.chance(0.5),
      tellsTotal: random.chance(0.3),
      ...(random.chance(0.4) ? { tidy } : {}),
    };
  }
}

/** Trims, and makes one blank of many. */
function tidy(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.trim().replaceAll(/\s+/g, ' ') : value,
    ]),
  );
}

export function mailOf(person: number): string {
  return `p${person}@example.com`;
}

export function mailIn(side: Side, fields: JsonObject): string {
  const mail = fields[side === 'a' ? 'Mail' : 'mail'];
  return typeof mail === 'string' ? mail.toLowerCase() : '';
}
