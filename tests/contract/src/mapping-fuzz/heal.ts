import { compile } from '@joinery/mapping';
import jsonata from 'jsonata';
import { isBuiltIn } from './built-ins.ts';
import { nodesIn, type TreeNode } from './tree.ts';

/** A reference expression whose tree may be changed before it is evaluated. */
export interface Patient {
  readonly source: string;
  readonly tree: TreeNode;
  /** Variables that the changed tree asks for. */
  readonly bindings: Record<string, unknown>;
}

/** Takes one trait of the reference away. False where the expression does not have it. */
export type Heal = (patient: Patient) => boolean | Promise<boolean>;

type Changeable = { -readonly [K in keyof TreeNode]: TreeNode[K] } & Record<string, unknown>;

/**
 * A built-in function applied partially becomes a function that calls it: its signature then counts. The call has the
 * place of the partial application, which no error of ours has.
 */
export const wholePartials: Heal = ({ tree }) => {
  const partials = nodesIn(tree).filter((node) => node.type === 'partial' && isBuiltIn(node.procedure));
  for (const partial of partials) makeLambda(partial as Changeable);
  return partials.length > 0;
};

/** The arguments left open become parameters; those that are given are evaluated at once, as in a partial application. */
function makeLambda(partial: Changeable): void {
  const parameters: TreeNode[] = [];
  const given: TreeNode[] = [];
  const handedOn = (partial.arguments ?? []).map((each) => {
    const held = each.type === 'operator' ? parameters : given;
    const variable: TreeNode = { type: 'variable', value: `${held === given ? 'given' : 'open'}${held.length}` };
    held.push(held === given ? ({ type: 'bind', value: ':=', lhs: variable, rhs: each } as TreeNode) : variable);
    return variable;
  });
  const { procedure, position } = partial;
  const body = { type: 'function', value: '(', procedure: procedure!, arguments: handedOn, position } as TreeNode;
  partial.type = 'block';
  partial.expressions = [...given, { type: 'lambda', arguments: parameters, body, position } as TreeNode];
  delete partial.procedure;
  delete partial.arguments;
}

/** What the parser's copying has lost is put back: the tree is that of ours, which mends it. */
export const mendedCopies: Heal = ({ source, tree }) => {
  if (!nodesIn(tree).some((node) => node.type === 'regex' && !(node.value instanceof RegExp))) return false;
  Object.assign(tree, compile(source).ast);
  return true;
};

/** Each place that names a built-in function gets a function of its own, which no other place can write on. */
export const ownFunctions: Heal = async ({ tree, bindings }) => {
  const names = nodesIn(tree).filter(isBuiltIn) as unknown as Changeable[];
  for (const [index, node] of names.entries()) {
    const name = String(node.value);
    const built = (await jsonata(`$${name}`).evaluate({})) as object;
    node.value = `${name}${copySign}${index}`;
    bindings[node.value as string] = { ...built, token: undefined, position: undefined };
  }
  return names.length > 1;
};

/** Marks the name of a function's copy; no expression has it in a name. */
export const copySign = '\u00b0';
