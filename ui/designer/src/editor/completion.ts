import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { FieldNode } from '../mapper/field-tree.ts';
import { sampleText } from '../mapper/field-tree.ts';

export interface FunctionHelp {
  readonly name: string;
  readonly signature: string;
  readonly help: string;
}

const pathBefore = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_]?[\p{L}\p{N}_]*)*$/u;

/** Completes the real paths with their titles and samples, and the functions there are. */
export function completionSource(roots: readonly FieldNode[], functions: readonly FunctionHelp[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const called = context.matchBefore(/\$\w*$/);
    if (called) return { from: called.from, options: functions.map(functionOption), validFor: /^\$\w*$/ };
    const typed = context.matchBefore(pathBefore);
    if (!typed && !context.explicit) return null;
    const parts = (typed?.text ?? '').split('.');
    const fields = fieldsAt(roots, parts.slice(0, -1));
    const from = (typed?.to ?? context.pos) - (parts.at(-1)?.length ?? 0);
    return fields.length === 0 ? null : { from, options: fields.map(fieldOption), validFor: /^[\p{L}\p{N}_]*$/u };
  };
}

/** The fields that may follow these names; roots such as `steps.read` are reached by both their names. */
export function fieldsAt(roots: readonly FieldNode[], names: readonly string[]): readonly NamedField[] {
  if (names.length === 0) return [...new Map(roots.map((root) => [root.path[0]!, asHead(root)])).values()];
  const [head, second] = names;
  const ofHead = roots.filter((root) => root.path[0] === head);
  if (names.length === 1 && ofHead.some((root) => root.path.length > 1))
    return ofHead.map((root) => ({ name: root.path[1]!, title: root.title, sample: '' }));
  const root = ofHead.find((one) => one.path.length === 1 || one.path[1] === second);
  const found = names
    .slice(root?.path.length ?? 0)
    .reduce<FieldNode | undefined>((node, name) => node?.children.find((child) => child.name === name), root);
  return (found?.children ?? []).map((child) => ({
    name: child.name,
    title: child.title,
    sample: sampleText(child.sample),
  }));
}

export interface NamedField {
  readonly name: string;
  readonly title: string;
  readonly sample: string;
}

function asHead(root: FieldNode): NamedField {
  return { name: root.path[0]!, title: root.path.length === 1 ? root.title : '', sample: '' };
}

function fieldOption({ name, title, sample }: NamedField): Completion {
  const plain = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
  return {
    label: name,
    apply: plain ? name : `\`${name}\``,
    type: 'property',
    detail: [title === name ? '' : title, sample].filter(Boolean).join(' · ').slice(0, 60),
    boost: 1,
  };
}

function functionOption({ name, signature, help }: FunctionHelp): Completion {
  return { label: `$${name}`, apply: `$${name}(`, type: 'function', detail: signature, info: help };
}
