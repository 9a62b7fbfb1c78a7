/**
 * The reference parser's processed syntax tree, as far as evaluation, inference and lineage read it. The parser's own
 * type leaves half of it out.
 */
interface Common {
  readonly position?: number;
  /** `[]` was written behind it: a sequence of one stays a list. */
  readonly keepArray?: boolean;
  /** Filters behind a node that is not a step. */
  readonly predicate?: readonly FilterStage[];
  /** `{…}` written behind it. */
  readonly group?: Group;
  /** Filters and index variables behind a step. */
  readonly stages?: readonly Stage[];
  /** This step carries variables or ancestors along: its path is a tuple stream. */
  readonly tuple?: boolean;
  /** Variable bound by `@`. */
  readonly focus?: string;
  /** Variable bound by `#`. */
  readonly index?: string;
  /** Where `%` of a later step finds this step's context. */
  readonly ancestor?: AncestorSlot;
  /** An array constructor as step, or a block that ends in one: its list is not flattened. */
  readonly consarray?: boolean;
}

export interface AncestorSlot {
  readonly label: string;
}

export interface FilterStage {
  readonly type: 'filter';
  readonly expr: SyntaxNode;
}

export interface IndexStage {
  readonly type: 'index';
  readonly value: string;
}

export type Stage = FilterStage | IndexStage;

export type Pair = readonly [key: SyntaxNode, value: SyntaxNode];

export interface Group {
  readonly lhs: readonly Pair[];
  readonly position?: number;
}

export interface PathNode extends Common {
  readonly type: 'path';
  readonly steps: readonly SyntaxNode[];
  readonly keepSingletonArray?: boolean;
}

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '%' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '&' | '..' | 'in' | 'and' | 'or';

export interface BinaryNode extends Common {
  readonly type: 'binary';
  readonly value: BinaryOperator;
  readonly lhs: SyntaxNode;
  readonly rhs: SyntaxNode;
}

export interface NegationNode extends Common {
  readonly type: 'unary';
  readonly value: '-';
  readonly expression: SyntaxNode;
}

export interface ArrayNode extends Common {
  readonly type: 'unary';
  readonly value: '[';
  readonly expressions: readonly SyntaxNode[];
}

export interface ObjectNode extends Common {
  readonly type: 'unary';
  readonly value: '{';
  readonly lhs: readonly Pair[];
}

export interface NameNode extends Common {
  readonly type: 'name';
  readonly value: string;
}

export interface StringNode extends Common {
  readonly type: 'string';
  readonly value: string;
}

export interface NumberNode extends Common {
  readonly type: 'number';
  readonly value: number;
}

export interface ValueNode extends Common {
  readonly type: 'value';
  readonly value: boolean | null;
}

export interface RegexNode extends Common {
  readonly type: 'regex';
  readonly value: RegExp;
}

export interface WildcardNode extends Common {
  readonly type: 'wildcard';
}

export interface DescendantNode extends Common {
  readonly type: 'descendant';
}

export interface ParentNode extends Common {
  readonly type: 'parent';
  readonly slot: AncestorSlot;
}

export interface VariableNode extends Common {
  readonly type: 'variable';
  /** Without the `$`; empty for the context, `$` for the root. */
  readonly value: string;
}

export interface ConditionNode extends Common {
  readonly type: 'condition';
  readonly condition: SyntaxNode;
  readonly then: SyntaxNode;
  readonly else?: SyntaxNode;
}

export interface BlockNode extends Common {
  readonly type: 'block';
  readonly expressions: readonly SyntaxNode[];
}

export interface BindNode extends Common {
  readonly type: 'bind';
  readonly lhs: VariableNode;
  readonly rhs: SyntaxNode;
}

export interface CallNode extends Common {
  readonly type: 'function';
  readonly procedure: SyntaxNode;
  readonly arguments: readonly SyntaxNode[];
}

export interface PartialNode extends Common {
  readonly type: 'partial';
  readonly procedure: SyntaxNode;
  readonly arguments: readonly SyntaxNode[];
}

export interface LambdaNode extends Common {
  readonly type: 'lambda';
  readonly arguments: readonly VariableNode[];
  readonly signature?: { readonly definition: string };
  readonly body: SyntaxNode;
  /** A call in tail position, to be made by the caller. */
  readonly thunk?: boolean;
}

export interface ApplyNode extends Common {
  readonly type: 'apply';
  readonly lhs: SyntaxNode;
  readonly rhs: SyntaxNode;
}

export interface TransformNode extends Common {
  readonly type: 'transform';
  readonly pattern: SyntaxNode;
  readonly update: SyntaxNode;
  readonly delete?: SyntaxNode;
}

export interface SortTerm {
  readonly descending: boolean;
  readonly expression: SyntaxNode;
}

export interface SortNode extends Common {
  readonly type: 'sort';
  readonly terms: readonly SortTerm[];
}

/** `?` in a partial application. */
export interface PlaceholderNode extends Common {
  readonly type: 'operator';
  readonly value: '?';
}

export type SyntaxNode =
  | PathNode
  | BinaryNode
  | NegationNode
  | ArrayNode
  | ObjectNode
  | NameNode
  | StringNode
  | NumberNode
  | ValueNode
  | RegexNode
  | WildcardNode
  | DescendantNode
  | ParentNode
  | VariableNode
  | ConditionNode
  | BlockNode
  | BindNode
  | CallNode
  | PartialNode
  | LambdaNode
  | ApplyNode
  | TransformNode
  | SortNode
  | PlaceholderNode;
