import { childrenOf } from '../syntax/children.ts';
import type { SyntaxNode } from '../syntax/syntax-tree.ts';

/** Where a variable may be found: that many frames up, in that slot. */
export interface Place {
  readonly up: number;
  readonly slot: number;
  /** Bound for certain when it is read. Otherwise an outer variable of the name may be meant. */
  readonly isCertain: boolean;
}

/** The variables of one block, call or tuple at compile time: names become slots, so that no run looks names up. */
export class Scope {
  readonly parent: Scope | undefined;
  readonly #slots = new Map<string, number>();
  readonly #certain = new Set<string>();

  constructor(parent: Scope | undefined, names: Iterable<string> = []) {
    this.parent = parent;
    for (const name of names) this.declare(name);
  }

  get size(): number {
    return this.#slots.size;
  }

  declare(name: string): number {
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    this.#slots.set(name, this.#slots.size);
    return this.#slots.size - 1;
  }

  /** From here on in the source the name is bound whenever this code is reached. */
  bindsForCertain(name: string): void {
    this.#certain.add(name);
  }

  /** Candidates from the inside out, up to the first that is certain. */
  placesOf(name: string, up = 0): readonly Place[] {
    const slot = this.#slots.get(name);
    const isCertain = this.#certain.has(name);
    const here = slot === undefined ? [] : [{ up, slot, isCertain }];
    return isCertain || !this.parent ? here : [...here, ...this.parent.placesOf(name, up + 1)];
  }
}

/** Names that `:=` binds in the scope of these nodes; blocks and lambdas have their own. */
export function boundNames(nodes: readonly SyntaxNode[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (node.type === 'lambda') return [];
    const inner = boundNames(node.type === 'block' ? behindOf(node) : childrenOf(node));
    return node.type === 'bind' ? [node.lhs.value, ...inner] : inner;
  });
}

/** Filters and groups behind a block belong to the scope around it. */
function behindOf(node: SyntaxNode): readonly SyntaxNode[] {
  const filters = [...(node.predicate ?? []), ...(node.stages ?? [])];
  return [
    ...filters.flatMap((stage) => (stage.type === 'filter' ? [stage.expr] : [])),
    ...(node.group?.lhs.flat() ?? []),
  ];
}
