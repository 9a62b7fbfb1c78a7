import {
  mergePair,
  type Link,
  type LinkMemory,
  type PageCommit,
  type PageJournal,
  type Pair,
  type SidePorts,
  type SideReader,
  type SyncPorts,
} from '@joinery/sync';
import type { TestSync } from '@joinery/sync/testing';
import { fieldNames } from './ledger.ts';

export const sabotages = ['merge', 'echo', 'guard'] as const;
export type Sabotage = (typeof sabotages)[number];

/** Puts one fault into the domain or its ports; every check must be able to fail. */
export function sabotaged(sync: TestSync, ports: SyncPorts, sabotage: Sabotage | undefined): SyncPorts {
  switch (sabotage) {
    case undefined:
      return ports;
    case 'merge':
      // Two-way in place of three-way: an edit of the target is not seen.
      sync.merge = (prepared, pair, hash) => mergePair(prepared, { ...pair, memory: blinded(pair) }, hash);
      return ports;
    case 'echo':
      return { ...ports, journal: forgetfulJournal(ports.journal) };
    case 'guard':
      return credulousPorts(ports);
  }
}

/** Takes whatever stands on the target for what was agreed. */
function blinded({ a, b, memory }: Pair): LinkMemory {
  const { base } = memory;
  return {
    ...memory,
    base: {
      ...(base.a && a ? { a: { said: base.a.said ?? base.a.stored, stored: { values: a.fields } } } : {}),
      ...(base.b && b ? { b: { said: base.b.said ?? base.b.stored, stored: { values: b.fields } } } : {}),
    },
  };
}

/** Forgets what it wrote itself, so that its own writes look like edits. */
function forgetfulJournal(journal: PageJournal): PageJournal {
  const names = fieldNames.flatMap(({ a, b }) => [a, b]);
  const strange = { values: Object.fromEntries(names.map((name) => [name, 'strange'])) };
  const forgotten = { base: { a: { stored: strange }, b: { stored: strange } } };
  const forget = (link: Link): Link => ({ ...link, hashA: null, hashB: null, memory: forgotten });
  return {
    intend: (lease, { unlink, links }) => journal.intend(lease, { unlink, links: links.map(forget) }),
    commit: (lease, page: PageCommit) => journal.commit(lease, { ...page, links: page.links.map(forget) }),
  };
}

/** Expects nothing of a listing, and does not ask whether what it did not show is really gone. */
function credulousPorts(ports: SyncPorts): SyncPorts {
  const doubted = new Set<string>();
  const deaf = (side: SidePorts): SidePorts => ({ ...side, reader: deafReader(side.reader, doubted) });
  const links = overriding(ports.links, {
    counts: () => Promise.resolve({ a: 0, b: 0, due: 0 }),
    countUnseen: () => Promise.resolve(0),
    unseen: async (...query) => {
      const unseen = await ports.links.unseen(...query);
      for (const { a, b } of unseen) doubted.add((query[2] === 'a' ? a : b) ?? '');
      return unseen;
    },
  });
  const journal = overriding(ports.journal, {
    commit: (lease, page) =>
      ports.journal.commit(lease, { ...page, memory: { ...page.memory, lastFull: { a: null, b: null } } }),
  });
  return { ...ports, a: deaf(ports.a), b: deaf(ports.b), links, journal };
}

function deafReader(reader: SideReader, doubted: ReadonlySet<string>): SideReader {
  return overriding(reader, {
    get: async (ids, signal) => {
      const answer = await reader.get(ids, signal);
      if (answer.kind === 'failed') return answer;
      return { kind: 'read', value: answer.value.filter(({ id }) => !doubted.has(id)) };
    },
  });
}

function overriding<T extends object>(port: T, methods: Partial<T>): T {
  return new Proxy(port, {
    get(target, name) {
      const own: unknown = Reflect.get(methods, name) ?? Reflect.get(target, name, target);
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
}
