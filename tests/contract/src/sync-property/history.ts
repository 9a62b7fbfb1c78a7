import type { Side } from '@joinery/contracts';
import { LeaseLost, type SyncPorts } from '@joinery/sync';
import { DuplicateLink, observedPorts, ProcessKilled, type ListingFault } from '@joinery/sync/testing';
import { fieldNames } from './ledger.ts';
import { judge } from './judge.ts';
import { sabotaged, type Sabotage } from './sabotage.ts';
import { Watch, type Violations } from './watch.ts';
import { World } from './world.ts';

export interface HistoryResult {
  readonly violations: Violations;
  readonly writes: number;
  readonly kills: number;
  readonly notes: readonly string[];
}

const listingFaults: readonly [ListingFault, ...ListingFault[]] = [
  { kind: 'cut', afterPages: 1 },
  { kind: 'cut', afterPages: 2 },
  { kind: 'empty' },
  { kind: 'shrunk', share: 0.15 },
];

interface Notice {
  readonly side: Side;
  readonly id: string;
  readonly deleted: boolean;
}

/** One random history on two systems, played to rest, and judged. The same seed plays the same history. */
export async function playHistory(seed: number, sabotage?: Sabotage): Promise<HistoryResult> {
  const play = new Play(seed, sabotage);
  await play.run();
  return { violations: play.watch.violations, writes: play.watch.writes, kills: play.kills, notes: play.watch.notes };
}

class Play {
  readonly world: World;
  readonly watch: Watch;
  kills = 0;
  readonly #ports: SyncPorts;
  #mail: Notice[] = [];
  #inPass = false;

  constructor(seed: number, sabotage: Sabotage | undefined) {
    this.world = new World(seed);
    this.watch = new Watch(this.world);
    const { sync } = this.world;
    for (const system of [sync.a, sync.b])
      system.watcher = {
        changed: (side, id, deleted) => this.#post({ side, id, deleted }),
        written: (side, operation, before) => this.watch.written(side, operation, before),
      };
    this.#ports = sabotaged(sync, sync.ports, sabotage);
  }

  async run(): Promise<void> {
    const { random } = this.world;
    const steps = random.integer(15, 40);
    for (let step = 0; step < steps; step += 1) {
      this.world.sync.clock.advance(random.pick([0, 10, 1000, 60_000, 600_000]));
      await this.#step();
    }
    await this.#comeToRest();
    judge(this.world, this.watch);
  }

  async #step(): Promise<void> {
    const { random } = this.world;
    const dice = random.integer(1, 100);
    if (dice <= 18) return this.#newPerson();
    if (dice <= 50) return this.#editSomebody();
    if (dice <= 57) return this.#removeSomebody();
    if (dice <= 64) return this.#bringBackSomebody();
    if (dice <= 76) return this.#deliver(random.integer(1, 6));
    if (dice <= 88) return this.#work('changes');
    return this.#work('full');
  }

  #newPerson(): void {
    const { world } = this;
    const person = world.newPerson();
    const sides = world.random.pick<readonly Side[]>([['a'], ['b'], ['a', 'b']]);
    for (const side of sides) this.#note(`user adds ${side} ${world.create(side, person)}`);
  }

  #editSomebody(): void {
    const { world } = this;
    const { random } = world;
    const side = random.pick(['a', 'b'] as const);
    const alive = world.system(side).alive();
    if (alive.length === 0) return;
    const { id } = alive[random.integer(0, alive.length - 1)]!;
    const field = random.integer(0, fieldNames.length - 1);
    world.edit(side, id, field);
    this.#note(`user edits ${side} ${id} ${JSON.stringify(world.system(side).find(id)!.fields)}`);
  }

  #removeSomebody(): void {
    const { world } = this;
    const side = world.random.pick(['a', 'b'] as const);
    const alive = world.system(side).alive();
    if (alive.length === 0) return;
    const { id } = alive[world.random.integer(0, alive.length - 1)]!;
    world.system(side).remove(id);
    this.#note(`user removes ${side} ${id}`);
  }

  /** Hired again: under the old id where the record was only marked, or with a new one. */
  #bringBackSomebody(): void {
    const { world } = this;
    if (world.people === 0) return;
    const side = world.random.pick(world.sources as [Side, ...Side[]]);
    const person = world.random.integer(1, world.people);
    const records = world.recordsOf(side, person);
    if (records.some((record) => !record.deleted)) return;
    const old = records.at(-1);
    if (old && world.random.chance(0.5)) {
      world.system(side).bringBack(old.id);
      this.#note(`user brings back ${side} ${old.id}`);
    } else this.#note(`user hires again ${side} ${world.create(side, person)}`);
  }

  /** Webhooks get lost, come twice, late, and in any order. */
  #post(notice: Notice): void {
    const { random } = this.world;
    if (random.chance(0.15)) return;
    this.#mail.push(notice);
    if (random.chance(0.15)) this.#mail.push(notice);
  }

  async #deliver(count: number): Promise<void> {
    const { random } = this.world;
    for (let n = 0; n < count && this.#mail.length > 0; n += 1) {
      const at = random.chance(0.7) ? 0 : random.integer(0, this.#mail.length - 1);
      const [notice] = this.#mail.splice(at, 1);
      this.world.sync.store.tell(notice!.side, notice!.id, { deleted: notice!.deleted });
      this.#note(`event ${notice!.side} ${notice!.id} ${notice!.deleted ? 'deleted' : ''}`);
    }
    if (random.chance(0.8)) await this.#guarded(() => this.world.sync.goOn({ ports: this.#observed() }));
  }

  async #work(kind: 'changes' | 'full'): Promise<void> {
    const { random, sync } = this.world;
    this.#note(`${kind} pass`);
    this.#breakThings();
    const isBegun = sync.store.shelf('live').pass !== null && random.chance(0.7);
    await this.#guarded(() =>
      isBegun ? sync.goOn({ ports: this.#observed() }) : sync.run(kind, { ports: this.#observed() }),
    );
    this.#repairThings();
  }

  /** A killed process is followed by another that goes on, or by nothing for a while. */
  async #guarded(run: () => Promise<void>): Promise<void> {
    this.#inPass = true;
    try {
      await run();
    } catch (error) {
      this.#judgeError(error);
      if (this.world.random.chance(0.6)) await this.#guarded(() => this.world.sync.goOn({ ports: this.#observed() }));
    } finally {
      this.#inPass = false;
    }
  }

  #judgeError(error: unknown): void {
    if (error instanceof DuplicateLink) return this.watch.violate('duplicateLinks', error.message);
    if (!(error instanceof ProcessKilled) && !(error instanceof LeaseLost)) throw error;
    this.kills += 1;
    this.#note(`killed at ${error.message}`);
  }

  /** Kills now and then, and lets users go on editing while a pass runs. */
  #observed(): SyncPorts {
    const { random } = this.world;
    const killAt = random.chance(0.25) ? random.integer(1, 40) : 0;
    let calls = 0;
    return observedPorts(this.#ports, (moment) => {
      calls += 1;
      if (calls === killAt) return 'kill';
      if (this.#inPass && moment === 'after' && random.chance(0.03)) this.#editSomebody();
      return 'go-on';
    });
  }

  #breakThings(): void {
    const { random, sync } = this.world;
    // Before the first links a person has looked at the plan, and an empty list on it.
    const isLinked = sync.store.shelf('live').memory.indexed;
    for (const system of [sync.a, sync.b]) {
      system.faults = {
        ...(random.chance(0.25) && isLinked ? { listing: random.pick(listingFaults) } : {}),
        ...(random.chance(0.3) ? { write: () => random.pick(['done', 'done', 'refused', 'lost'] as const) } : {}),
        ...(random.chance(0.2) ? { read: () => random.chance(0.2) } : {}),
      };
    }
  }

  #repairThings(): void {
    const { sync } = this.world;
    for (const system of [sync.a, sync.b]) system.faults = {};
  }

  /** Everything that was not lost arrives, passes run without faults, until nothing is written any more. */
  async #comeToRest(): Promise<void> {
    const { sync } = this.world;
    this.#note('coming to rest');
    for (const { side, id, deleted } of this.#mail.splice(0)) sync.store.tell(side, id, { deleted });
    let quiet = 0;
    for (let round = 0; round < 14 && quiet < 2; round += 1) {
      const { writes } = this.watch;
      sync.clock.advance(1_800_000);
      await this.#quietly(() =>
        sync.store.shelf('live').pass ? sync.goOn({ ports: this.#ports }) : Promise.resolve(),
      );
      await this.#quietly(() => sync.run('changes', { ports: this.#ports }));
      await this.#quietly(() => sync.run('full', { ports: this.#ports }));
      quiet = this.watch.writes === writes ? quiet + 1 : 0;
      this.#mail = [];
    }
    if (quiet < 2) this.watch.violate('diverged', 'does not come to rest');
  }

  async #quietly(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.#judgeError(error);
    }
  }

  #note(text: string): void {
    this.watch.notes.push(text);
  }
}
