import type { JsonSchema, MappingSource } from '@joinery/contracts';
import { toExpression } from '../document/to-expression.ts';
import { inferExpression } from '../types/infer-expression.ts';
import { typeFromSchema } from '../types/from-schema.ts';
import { parse, type Node } from '../types/syntax.ts';
import { targetNodes, targetOfNodes } from '../types/targets.ts';
import { leftOf } from '../types/syntax.ts';
import { someValue, type Type } from '../types/type.ts';
import { visit } from '../types/walk.ts';

/** A target field and every source path that has a part in its value. `*` stands for any member. */
export interface FieldLineage {
  readonly target: readonly string[];
  readonly sources: readonly (readonly string[])[];
}

/**
 * Which source paths feed which target fields, conditions and filters included. What the expression reads outside of
 * any field is listed under the empty target.
 *
 * @example
 * lineage('{"name": account.Name, "vip": account.Level = "A"}')
 * // [{ target: ['name'], sources: [['account', 'Name']] }, { target: ['vip'], sources: [['account', 'Level']] }]
 */
export function lineage(mapping: MappingSource | string, sourceSchema?: JsonSchema): readonly FieldLineage[] {
  const parsed = parse(typeof mapping === 'string' ? mapping : toExpression(mapping));
  if (!parsed.ok) return [];
  const reads = readsOf(parsed.ast, sourceSchema);
  const fields = targetNodes(parsed.ast).map(({ target }) => target);
  const found = new Map<string, { target: readonly string[]; sources: Map<string, readonly string[]> }>();
  for (const target of [[], ...fields]) found.set(keyOf(target), { target, sources: new Map() });
  const owners = targetOfNodes(parsed.ast);
  for (const [node, paths] of withVariables(parsed.ast, reads)) {
    const entry = found.get(keyOf(owners.get(node) ?? []));
    for (const path of paths) entry?.sources.set(keyOf(path), path);
  }
  const all = [...found.values()].map(({ target, sources }) => ({ target, sources: [...sources.values()] }));
  return all.filter(({ target, sources }) => target.length > 0 || (sources.length > 0 && fields.length === 0));
}

/** Every source path that a mapping reads, for whatever reason. */
export function sourcesOf(ast: Node, sourceSchema?: JsonSchema): readonly (readonly string[])[] {
  const paths = [...readsOf(ast, sourceSchema).values()].flat();
  return [...new Map(paths.map((path) => [keyOf(path), path])).values()];
}

function keyOf(path: readonly string[]): string {
  return path.join('\u0000');
}

type Reads = ReadonlyMap<Node, readonly (readonly string[])[]>;

/** What each node reads, as the inference sees values flow through variables, functions and lists. */
function readsOf(ast: Node, schema: JsonSchema | undefined): Reads {
  const reads = new Map<Node, readonly (readonly string[])[]>();
  const passing = passedOn(ast);
  const root: Type = { ...(schema ? typeFromSchema(schema) : someValue), origins: [[]] };
  const observe = (node: Node, _: unknown, type: Type): void => {
    if (!['name', 'variable', 'wildcard', 'descendant', 'parent'].includes(node.type) || passing.has(node)) return;
    const paths = [...(reads.get(node) ?? []), ...originsOf(type)].filter((path) => path.length > 0);
    if (paths.length > 0) reads.set(node, paths);
  };
  inferExpression(ast, root, { observe });
  return reads;
}

function originsOf(type: Type): readonly (readonly string[])[] {
  return [...(type.origins ?? []), ...(type.array?.items.origins ?? [])];
}

/** Steps that only lead on to the next name are not read for themselves. */
function passedOn(ast: Node): ReadonlySet<Node> {
  const passing = new Set<Node>();
  visit(ast, (node) => {
    for (const [index, step] of (node.steps ?? []).entries()) {
      const next = node.steps?.[index + 1];
      if (
        next &&
        ['name', 'wildcard', 'sort'].includes(next.type) &&
        node.steps?.slice(index + 1).some((each) => each.type !== 'sort')
      )
        passing.add(step);
    }
  });
  return passing;
}

/** A variable brings along what was read to set it. */
function withVariables(ast: Node, reads: Reads): Reads {
  const values = new Map<string, Node[]>();
  visit(ast, (node) => {
    if (node.type !== 'bind' || !node.rhs) return;
    const name = String(leftOf(node).value);
    values.set(name, [...(values.get(name) ?? []), node.rhs]);
  });
  const all = new Map(reads);
  visit(ast, (node) => {
    if (node.type !== 'variable' || !values.has(String(node.value))) return;
    all.set(node, [...(all.get(node) ?? []), ...behind(String(node.value), values, reads, new Set())]);
  });
  return all;
}

function behind(
  name: string,
  values: ReadonlyMap<string, readonly Node[]>,
  reads: Reads,
  seen: Set<string>,
): readonly (readonly string[])[] {
  if (seen.has(name)) return [];
  seen.add(name);
  const paths: (readonly string[])[] = [];
  for (const value of values.get(name) ?? [])
    visit(value, (node) => {
      paths.push(...(reads.get(node) ?? []));
      if (node.type === 'variable') paths.push(...behind(String(node.value), values, reads, seen));
    });
  return paths;
}
