import type { FieldsMapping } from '@joinery/contracts';
import { proposeMapping, type Message, type ProposalInput } from '@joinery/mapping';
import { allFields, pathKey, type FieldNode } from './field-tree.ts';
import { fieldAt } from './mapping-edits.ts';

/** A line that may be right, how sure we are from 0 to 1, and why. */
export interface ProposedLine {
  readonly source: FieldNode;
  readonly target: FieldNode;
  readonly confidence: number;
  readonly reason: Message;
}

interface ProposeRequest extends ProposalInput {
  readonly mapping: FieldsMapping;
  readonly roots: readonly FieldNode[];
  readonly targets: readonly FieldNode[];
}

/** Proposes lines for the targets that nothing feeds yet. */
export function proposedLines({ mapping, roots, targets, ...input }: ProposeRequest): readonly ProposedLine[] {
  const sources = new Map([...allFields(roots)].map((node) => [node.key, node]));
  const wanted = new Map([...allFields(targets)].map((node) => [node.key, node]));
  return proposeMapping(input).flatMap(({ source, target, confidence, reason }) => {
    const [from, to] = [sources.get(pathKey(source)), wanted.get(pathKey(target))];
    return from && to && !fieldAt(mapping, to.path) ? [{ source: from, target: to, confidence, reason }] : [];
  });
}
