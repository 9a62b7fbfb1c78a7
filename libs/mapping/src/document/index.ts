export { fromExpression } from './from-expression.ts';
export { inWritingOrder } from './target-tree.ts';
export { toExpression } from './to-expression.ts';
