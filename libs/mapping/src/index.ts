export type { Bounds } from './bounds.ts';
export { defaultBounds } from './bounds.ts';
export type { Budget, Clock } from './budget.ts';
export type { CompileOptions } from './compile.ts';
export { compile } from './compile.ts';
export type { EvaluateOptions, Expression } from './expression.ts';
export type { SyntaxNode } from './syntax/syntax-tree.ts';
export { standardFunctionNames } from './standard/standard-library.ts';
export { defaultLibrary } from './default-library.ts';
export type { CacheReport } from './expression-cache.ts';
export { cacheOf } from './compile.ts';
export type { ExpressionErrorKind, ExpressionFault } from './expression-error.ts';
export { ExpressionError } from './expression-error.ts';
export { describeExpressionError } from './messages.ts';
export type { CallContext, FieldFunction, FunctionLibrary } from './function-library.ts';
export { functionLibrary } from './function-library.ts';

// Mapping documents
export { fromExpression, inWritingOrder, toExpression } from './document/index.ts';

// Types
export {
  applyFix,
  checkMapping,
  completionsAt,
  describeType,
  inferSchema,
  inferType,
  schemaFromType,
  typeAllows,
  typeFromSchema,
} from './types/index.ts';
export type {
  ArrayType,
  CheckInput,
  Completion,
  Finding,
  FindingCode,
  Fix,
  MappingReport,
  Message,
} from './types/index.ts';
export type { NumberType, ObjectType, Place, Severity, StringType, Type } from './types/index.ts';

// Lineage and proposals
export { lineage } from './lineage/index.ts';
export type { FieldLineage } from './lineage/index.ts';
export { leastConfidence, proposeMapping } from './auto-map/index.ts';
export type { Proposal, ProposalInput } from './auto-map/index.ts';

// Field functions
export { functionCatalogue } from './functions/catalogue.ts';
export type { CatalogueEntry } from './functions/catalogue.ts';
export type { FunctionCategory, FunctionExample } from './functions/field-function.ts';
export { irreversibleEntries, lookUp } from './functions/value-tables.ts';
