import { type Side } from '@joinery/contracts';
import { comparable, type Link } from '@joinery/sync';
import { fieldNames, tokenOf } from './ledger.ts';
import type { Watch } from './watch.ts';
import type { World } from './world.ts';

/** What must hold once nothing happens any more. */
export function judge(world: World, watch: Watch): void {
  judgeLinks(world, watch);
  judgeUnlinked(world, watch);
  judgeEdits(world, watch);
}

function linksOf({ sync }: World): readonly Link[] {
  return [...sync.store.shelf('live').links.values()];
}

function judgeLinks(world: World, watch: Watch): void {
  for (const link of linksOf(world)) {
    if (link.state === 'gone-a' || link.state === 'gone-b') judgeGone(world, watch, link);
    else if (link.state === 'parked') watch.violate('diverged', `parked ${link.id}`);
    else judgePair(world, watch, link);
  }
}

function judgePair(world: World, watch: Watch, link: Link): void {
  const a = world.sync.a.find(link.a ?? '');
  const b = world.sync.b.find(link.b ?? '');
  if (!a || !b || a.deleted || b.deleted) {
    if (!isListingDoubted(world)) watch.violate('diverged', `${link.id} lacks a record`);
    return;
  }
  const open = new Set(
    (link.memory.conflict?.fields ?? []).flatMap(({ fieldA, fieldB }) => [`a${fieldA ?? ''}`, `b${fieldB ?? ''}`]),
  );
  for (const names of fieldNames) {
    if (open.has(`a${names.a}`) || open.has(`b${names.b}`)) continue;
    const [x, y] = [a.fields[names.a], b.fields[names.b]];
    // One way, what the source never had is left on the target.
    if (!world.twoWay && x === undefined) continue;
    if (comparable(x, 'name') !== comparable(y, 'name'))
      watch.violate('diverged', `${link.id} ${names.a}: ${JSON.stringify([x, y])}`);
  }
}

/** Where most records are gone and nobody has said so, no listing is believed: a person is asked, and nothing happens. */
function isListingDoubted({ sync }: World): boolean {
  const { alerts } = sync.store.shelf('live');
  return alerts.some(({ failure, at }) => failure.code === 'sync.listing-incomplete' && at >= sync.clock.now());
}

function judgeGone(world: World, watch: Watch, link: Link): void {
  const gone: Side = link.state === 'gone-a' ? 'a' : 'b';
  const other = gone === 'a' ? 'b' : 'a';
  const lives = world.system(gone).find(link[gone] ?? '');
  if (lives && !lives.deleted) watch.violate('diverged', `${link.id} is ${link.state}, but its record lives`);
  const record = world.system(other).find(link[other] ?? '');
  const isDisputed = link.memory.conflict?.reason === 'deleted-and-changed';
  if (world.policy === 'ignore' || isDisputed || !record) return;
  if (!record.deleted && !record.disabled)
    watch.violate('diverged', `${link.id} is ${link.state}, but its counterpart lives`);
}

function judgeUnlinked(world: World, watch: Watch): void {
  const linked = { a: new Set(linksOf(world).map(({ a }) => a)), b: new Set(linksOf(world).map(({ b }) => b)) };
  for (const side of world.sources)
    for (const { id } of world.system(side).alive())
      if (!linked[side].has(id)) watch.violate('diverged', `${side} ${id} has no link`);
}

/** A value somebody typed stands somewhere, was seen and replaced by a user, is kept in history, or is in a conflict. */
function judgeEdits(world: World, watch: Watch): void {
  const { ledger } = world;
  const known = new Set<string>();
  for (const side of ['a', 'b'] as const)
    for (const { fields } of world.system(side).all())
      for (const value of Object.values(fields))
        for (const token of ledger.ancestry(tokenOf(value) ?? '')) known.add(token);
  for (const row of world.sync.store.shelf('live').outcomes)
    for (const { from, lost } of row.changes)
      if (lost === true) for (const token of ledger.ancestry(lostToken(world, from) ?? '')) known.add(token);
  for (const edit of ledger.edits.values()) {
    const record = world.system(edit.side).find(edit.recordId);
    const isTracked =
      world.sources.includes(edit.side) && record && !record.deleted && !isMasked(world, edit.side, edit.field);
    if (isTracked && !known.has(edit.token))
      watch.violate('lostEdits', `${edit.token} on ${edit.side} ${edit.recordId} ${fieldNames[edit.field]!.a}`);
  }
}

function lostToken(_world: World, from: unknown): string | undefined {
  return tokenOf(from as never);
}

/** History shows a sensitive value only masked. */
function isMasked(world: World, side: Side, field: number): boolean {
  const { a, b } = fieldNames[field]!;
  return world.sync.prepared.a.sensitive.has(a) || world.sync.prepared.b.sensitive.has(b) || side === undefined;
}
