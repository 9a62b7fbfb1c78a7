import type { SidePorts, SideWriter, WriteOperation, WriteOutcome } from '../ports.ts';

/**
 * A writer that sends nothing: what a plan (预演) has instead of the real one. Everything around it is the same code,
 * so the plan's outcomes are those of the pass that follows. Where records can be read by their ids it looks whether
 * what is to be changed is there, as the system itself would.
 */
export function recordingWriter({ traits, reader }: Pick<SidePorts, 'traits' | 'reader'>): SideWriter {
  let made = 0;
  const answer = (operation: WriteOperation, isThere: (id: string) => boolean): WriteOutcome => {
    if (operation.kind !== 'create')
      return isThere(operation.id) ? { kind: 'written', id: operation.id } : { kind: 'gone' };
    made += 1;
    return { kind: 'written', id: `planned:${made}` };
  };
  return {
    write: async (operations, signal) => {
      const ids = operations.flatMap((operation) => (operation.kind === 'create' ? [] : operation.id));
      if (!traits.get || ids.length === 0) return operations.map((operation) => answer(operation, () => true));
      const found = await reader.get(ids, signal);
      if (found.kind === 'failed') return operations.map(() => ({ kind: 'failed', failure: found.failure }));
      const living = new Set(found.value.filter(({ deleted }) => deleted !== true).map(({ id }) => id));
      return operations.map((operation) => answer(operation, (id) => living.has(id)));
    },
    lookUp: (keys) => Promise.resolve({ kind: 'read', value: keys.map(() => null) }),
  };
}
