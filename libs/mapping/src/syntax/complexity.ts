/** Longest expression, in characters. */
export const longestSource = 50_000;

/** Most nodes that the parser may come to build. */
const mostNodes = 200_000;

/** Deepest nesting of brackets. */
const deepestNesting = 250;

export type Excess = 'length' | 'nesting' | 'nodes';

/**
 * Whether a source is too much for the parser: it recurses over brackets and, for `??` and `?:`, copies what stands on
 * the left, so that a few of them inside each other would double the tree each time. Counted before it is parsed.
 */
export function excessOf(source: string): Excess | undefined {
  if (source.length > longestSource) return 'length';
  const weights: Group[] = [{ before: 0, operand: 0 }];
  for (const token of tokensOf(source)) {
    weigh(weights, token);
    if (weights.length > deepestNesting) return 'nesting';
    if (weights[0]!.before + weights[0]!.operand + weights.at(-1)!.operand > mostNodes) return 'nodes';
  }
  return total(weights) > mostNodes ? 'nodes' : undefined;
}

/** Nodes inside one pair of brackets: of operands that are complete, and of the one being read. */
interface Group {
  before: number;
  operand: number;
}

function weigh(weights: Group[], token: string): void {
  const group = weights.at(-1)!;
  group.operand++;
  if ('([{'.includes(token)) weights.push({ before: 0, operand: 0 });
  else if (')]}'.includes(token)) close(weights);
  else if (token === '??' || token === '?:') settle(group, 2);
  else if (',;'.includes(token)) settle(group, 1);
}

function settle(group: Group, copies: number): void {
  group.before += group.operand * copies;
  group.operand = 0;
}

function close(weights: Group[]): void {
  if (weights.length === 1) return;
  const inner = weights.pop()!;
  weights.at(-1)!.operand += inner.before + inner.operand;
}

function total(weights: readonly Group[]): number {
  return weights.reduce((sum, group) => sum + group.before + group.operand, 0);
}

/** Strings, quoted names, comments, words and the rest sign by sign. */
const tokens = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|`[^`]*`|\/\*[^]*?\*\/|\?\?|\?:|[\w$.\u0080-\uffff]+|\S/g;

function* tokensOf(source: string): Generator<string> {
  for (const [token] of source.matchAll(tokens)) yield token;
}
