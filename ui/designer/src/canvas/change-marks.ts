import type { Edge } from '@joinery/contracts';

/** What became of a step or an edge between two versions. */
export type ChangeMark = 'added' | 'removed' | 'changed';

export interface ChangeMarks {
  /** By step id; `trigger` is the trigger. */
  readonly steps: ReadonlyMap<string, ChangeMark>;
  /** By {@link edgeMarkKey}. */
  readonly edges: ReadonlyMap<string, ChangeMark>;
}

export const edgeMarkKey = ({ from, port, to }: Edge): string => `${from}|${port}|${to}`;

export const markTexts = { added: 'markAdded', removed: 'markRemoved', changed: 'markChanged' } as const;
