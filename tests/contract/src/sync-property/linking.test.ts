import { expect, it } from 'vitest';
import { documentOf, TestSync } from '@joinery/sync/testing';
import { Random } from '../mapping-types/random.ts';

const each = 50_000;
const overlap = 0.6;

/** Ways of writing one telephone number. */
function phoneText(random: Random, digits: string): string {
  const [x, y, z] = [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)];
  return random.pick([
    digits,
    `+86 ${x} ${y} ${z}`,
    `0086${digits}`,
    `(+86)${x}-${y}-${z}`,
    `86-${digits}`,
    `${x} ${y}${z}`,
  ]);
}

function mailText(random: Random, mail: string): string {
  return random.pick([mail, mail.toUpperCase(), ` ${mail} `, `mailto:${mail}`]);
}

function nameText(random: Random, name: string): string {
  return random.pick([name, name.toUpperCase(), ` ${name}`, name.replace(' ', '  '), `${name} Ltd.`]);
}

it('links two systems of 50,000 records, 60 % of them in both and written differently, and makes nobody twice', async () => {
  const random = new Random(7);
  const sync = new TestSync({
    document: documentOf({ defaultOwner: 'a', settings: { pageSize: 1000 } }),
    a: { pageSize: 1000 },
    b: { pageSize: 1000 },
  });
  const shared = each * overlap;
  for (let n = 0; n < each; n += 1) {
    const digits = `13${String(100_000_000 + n)}`;
    // A third has no mail on one side, a third no telephone on the other, but all have one of them on both.
    const lacks = n % 3;
    sync.a.add({ Name: `Name ${n}`, Phone: digits, ...(lacks === 0 ? {} : { Mail: `m${n}@example.com` }) });
    const other = n < shared ? n : n + each;
    sync.b.add({
      name: nameText(random, `Name ${other}`),
      ...(lacks === 1 ? {} : { phone: phoneText(random, `13${String(100_000_000 + other)}`) }),
      ...(lacks === 0 ? {} : { mail: mailText(random, `m${other}@example.com`) }),
    });
  }
  sync.clock.advance(86_400_000);
  await sync.run('full');
  const total = each * (2 - overlap);
  const { links, outcomes } = sync.store.shelf('live');
  const unsure = outcomes.filter(({ conflict }) => conflict?.reason === 'unsure-match');
  expect({ a: sync.a.alive().length, b: sync.b.alive().length, links: links.size, unsure: unsure.length }).toEqual({
    a: total,
    b: total,
    links: total,
    unsure: 0,
  });
}, 240_000);

it('puts before a person who cannot be told apart, and makes nothing of them', async () => {
  const sync = new TestSync();
  sync.a.add({ Name: 'Ann', Mail: 'ann@example.com', Phone: '13800138000' });
  sync.a.add({ Name: 'Bob', Mail: 'bob@example.com' });
  sync.b.add({ name: 'Anna', mail: 'anna@example.org', phone: '+86 13800138000' });
  sync.b.add({ name: 'Bob', mail: 'BOB@example.com' });
  sync.b.add({ name: 'Bobby', mail: 'bob@example.com' });
  await sync.run('full');
  const { links, outcomes } = sync.store.shelf('live');
  expect({ a: sync.a.alive().length, b: sync.b.alive().length, links: links.size }).toEqual({ a: 2, b: 3, links: 0 });
  expect(outcomes.map(({ side, recordId, conflict }) => [side, recordId, conflict?.candidates])).toEqual([
    ['a', 'a000001', ['b000001']],
    ['a', 'a000002', ['b000002', 'b000003']],
    ['b', 'b000001', ['a000001']],
    ['b', 'b000002', ['a000002']],
    ['b', 'b000003', ['a000002']],
  ]);
  sync.store.decide('a', 'a000001', { kind: 'link', otherId: 'b000001' });
  sync.store.decide('b', 'b000003', { kind: 'create' });
  await sync.run('full');
  expect({ a: sync.a.alive().length, b: sync.b.alive().length, links: sync.store.shelf('live').links.size }).toEqual({
    a: 3,
    b: 3,
    links: 2,
  });
});
