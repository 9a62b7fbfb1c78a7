import { FailureError, type MappingField } from '@joinery/contracts';

/** The target as nested objects: what a member is fed by, or the members below it. */
export type TargetNode =
  | { readonly kind: 'field'; readonly field: MappingField }
  | { readonly kind: 'object'; readonly members: Map<string, TargetNode> };

/**
 * Gathers fields by target path; members keep the order of their first line.
 *
 * @throws FailureError `mapping.target-conflict`
 */
export function targetTree(fields: readonly MappingField[]): Map<string, TargetNode> {
  const root = new Map<string, TargetNode>();
  for (const field of fields) insert(root, field, 0);
  return root;
}

function insert(members: Map<string, TargetNode>, field: MappingField, depth: number): void {
  const name = field.target[depth] ?? '';
  const present = members.get(name);
  if (depth === field.target.length - 1) {
    if (present) throw conflict(field);
    members.set(name, { kind: 'field', field });
    return;
  }
  if (present?.kind === 'field') throw conflict(field);
  const below = present?.members ?? new Map<string, TargetNode>();
  if (!present) members.set(name, { kind: 'object', members: below });
  insert(below, field, depth + 1);
}

function conflict(field: MappingField): FailureError {
  return new FailureError({
    code: 'mapping.target-conflict',
    kind: 'invalid',
    params: { target: field.target.join('.') },
  });
}

/** The fields in the order in which an expression writes them: members of one object stand together. */
export function inWritingOrder(fields: readonly MappingField[]): readonly MappingField[] {
  return [...targetTree(fields).values()].flatMap(fieldsBelow);
}

function fieldsBelow(node: TargetNode): readonly MappingField[] {
  return node.kind === 'field' ? [node.field] : [...node.members.values()].flatMap(fieldsBelow);
}
