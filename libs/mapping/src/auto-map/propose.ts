import type { JsonSchema } from '@joinery/contracts';
import type { Message } from '../types/finding.ts';
import { leavesOf, type Leaf } from './leaves.ts';
import { likeness } from './likeness.ts';

/** A line that the mapper offers: from a source path to a target path, with how sure it is (0 to 1). */
export interface Proposal {
  readonly target: readonly string[];
  readonly source: readonly string[];
  readonly confidence: number;
  readonly reason: Message;
}

export interface ProposalInput {
  readonly sourceSchema: JsonSchema;
  readonly targetSchema: JsonSchema;
  /** Records of the source; their values tell fields apart that names do not. */
  readonly samples?: readonly unknown[];
}

/** Below this a proposal is more often wrong than right. */
export const leastConfidence = 0.3;

/**
 * Proposes one source field for each target field that has a likely one, the surest first. Names are compared in
 * Chinese, English and pinyin, with titles, types and sample values.
 *
 * @example
 * proposeMapping({ sourceSchema, targetSchema })
 * // [{ target: ['phone'], source: ['联系电话'], confidence: 0.9, reason: … }]
 */
export function proposeMapping({ sourceSchema, targetSchema, samples = [] }: ProposalInput): readonly Proposal[] {
  const sources = leavesOf(sourceSchema, samples);
  const targets = leavesOf(targetSchema, []);
  const pairs = targets.flatMap((target) => sources.map((source) => ({ target, source, ...likeness(source, target) })));
  const likely = pairs.filter((pair) => pair.score >= leastConfidence).toSorted((a, b) => b.score - a.score);
  return assign(likely);
}

interface Pair {
  readonly target: Leaf;
  readonly source: Leaf;
  readonly score: number;
  readonly reason: Message;
}

/** The surest pair first; a source or target that is taken is not offered again. */
function assign(pairs: readonly Pair[]): readonly Proposal[] {
  const taken = new Set<Leaf>();
  const chosen = pairs.filter(({ target, source }) => {
    if (taken.has(target) || taken.has(source)) return false;
    taken.add(target).add(source);
    return true;
  });
  return chosen.map(({ target, source, score, reason }) => ({
    target: target.path,
    source: source.path,
    confidence: Math.round(score * 100) / 100,
    reason,
  }));
}
