/** Who decides a field, as one direction sees it: the side the value comes from, or the one it goes to. */
export type OwnerInDirection = 'source' | 'target' | 'latest' | 'manual';

export interface FieldQuestion {
  readonly owner: OwnerInDirection;
  /** What the source says now is not what it said when the pair last agreed. */
  readonly sourceChanged: boolean;
  /** What stands on the target is not what stood there then. */
  readonly targetChanged: boolean;
  /** The two are the same content now. */
  readonly same: boolean;
  /** The source's edit is the later one. */
  readonly sourceIsLater: boolean;
  /** Nothing has been agreed on yet: the pair was linked just now, and whoever has a value has changed it. */
  readonly first: boolean;
}

/** `write` the source's value · `keep` the target's · `agreed` already · `conflict`: a person decides. */
export type FieldDecision = 'agreed' | 'keep' | 'write' | 'conflict';

/** The three-way merge of one field in one direction. An owner without a value is given one when the pair is linked. The other direction decides for itself by the same rule. */
export function decideField(question: FieldQuestion): FieldDecision {
  if (question.same) return 'agreed';
  switch (question.owner) {
    case 'source':
      return decideForOwner(question);
    case 'target':
      return question.first && question.sourceChanged && !question.targetChanged ? 'write' : 'keep';
    case 'latest':
    case 'manual':
      return decideByEdits(question);
  }
}

/** The owner's value stands, also over an edit of the target; a value it has never had takes nothing away. */
function decideForOwner({ sourceChanged, targetChanged, first }: FieldQuestion): FieldDecision {
  if (sourceChanged) return 'write';
  return targetChanged && !first ? 'write' : 'keep';
}

function decideByEdits({ owner, sourceChanged, targetChanged, sourceIsLater }: FieldQuestion): FieldDecision {
  if (!sourceChanged) return 'keep';
  if (!targetChanged) return 'write';
  if (owner === 'manual') return 'conflict';
  return sourceIsLater ? 'write' : 'keep';
}
