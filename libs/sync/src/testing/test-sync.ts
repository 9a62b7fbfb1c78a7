import { createHash } from 'node:crypto';
import type { MergePair } from '../merge/merge-pair.ts';
import type { PassKind, PassScope, SyncDocument, SyncId } from '@joinery/contracts';
import { SyncDocumentSchema } from '@joinery/contracts';
import type { z } from 'zod';
import type { PassRequest } from '../pass/phases.ts';
import { runSync } from '../pass/run-sync.ts';
import { recordingWriter } from '../plan/recording-writer.ts';
import type { SyncPorts } from '../ports.ts';
import { prepareSync } from '../prepare-sync.ts';
import type { PreparedSync } from '../prepared-sync.ts';
import { InMemorySync } from './in-memory-syncs.ts';
import { InMemorySystem, plainNature, type SystemNature } from './in-memory-system.ts';
import { renewalMs, TestClock } from './test-clock.ts';

export const testSyncId = '00000000-0000-7000-8000-0000000000ff' as SyncId;

/** A document over two people objects; what is given replaces what stands here. */
export function documentOf(parts: Partial<z.input<typeof SyncDocumentSchema>> = {}): SyncDocument {
  const pairs = [
    ['Name', 'name'],
    ['Mail', 'mail'],
    ['Phone', 'phone'],
    ['Level', 'level'],
    ['City', 'city'],
  ] as const;
  return SyncDocumentSchema.parse({
    version: 1,
    a: {
      connectionId: '00000000-0000-4000-8000-000000000001',
      connector: { name: 'crm', version: '1.0.0' },
      object: 'account',
    },
    b: {
      connectionId: '00000000-0000-4000-8000-000000000002',
      connector: { name: 'core', version: '1.0.0' },
      object: 'customer',
    },
    direction: 'both',
    match: [
      { parts: [{ a: ['Mail'], b: ['mail'], as: 'mail' }] },
      { parts: [{ a: ['Phone'], b: ['phone'], as: 'phone' }] },
    ],
    mappings: {
      aToB: { kind: 'fields', fields: pairs.map(([a, b]) => ({ target: [b], source: { kind: 'path', path: [a] } })) },
      bToA: { kind: 'fields', fields: pairs.map(([a, b]) => ({ target: [a], source: { kind: 'path', path: [b] } })) },
    },
    ...parts,
  });
}

/** Two systems, the stores, and a way to run passes between them. */
export class TestSync {
  readonly clock = new TestClock();
  readonly a: InMemorySystem;
  readonly b: InMemorySystem;
  readonly store: InMemorySync;
  readonly prepared: PreparedSync;
  readonly ports: SyncPorts;
  merge: MergePair | undefined;

  constructor(
    options: {
      readonly document?: SyncDocument;
      readonly a?: Partial<SystemNature>;
      readonly b?: Partial<SystemNature>;
    } = {},
  ) {
    const document = options.document ?? documentOf();
    this.a = new InMemorySystem('a', { ...plainNature, ...options.a }, this.clock.now);
    this.b = new InMemorySystem('b', { ...plainNature, ...options.b }, this.clock.now);
    this.store = new InMemorySync({ syncId: testSyncId, document, now: this.clock.now, leaseMs: renewalMs * 3 });
    this.prepared = prepareSync({
      syncId: testSyncId,
      document,
      traits: { a: this.a.nature.traits, b: this.b.nature.traits },
    });
    this.ports = {
      a: this.a.ports(),
      b: this.b.ports(),
      links: this.store,
      outcomes: this.store,
      changes: this.store,
      journal: this.store,
      syncs: this.store,
      clock: this.clock,
      hash: (text) => createHash('sha256').update(text).digest('base64url'),
      newLinkId: this.store.newLinkId,
    };
  }

  /** Begins a pass and runs it, and what events have told, to the end. */
  async run(
    kind: PassKind,
    options: { readonly scope?: PassScope; readonly request?: PassRequest; readonly ports?: SyncPorts } = {},
  ): Promise<void> {
    this.store.begin(this.prepared, kind, options);
    await this.goOn(options);
  }

  /** Runs what was begun, or only what events have told. */
  async goOn(options: { readonly scope?: PassScope; readonly ports?: SyncPorts } = {}): Promise<void> {
    const scope = options.scope ?? 'live';
    const live = options.ports ?? this.ports;
    const ports = scope === 'live' ? live : planned(live);
    await runSync({
      claimed: this.store.claim(scope),
      prepared: this.prepared,
      ports,
      drain: new AbortController().signal,
      ...(this.merge ? { merge: this.merge } : {}),
    });
  }
}

function planned(ports: SyncPorts): SyncPorts {
  return {
    ...ports,
    a: { ...ports.a, writer: recordingWriter(ports.a) },
    b: { ...ports.b, writer: recordingWriter(ports.b) },
  };
}
