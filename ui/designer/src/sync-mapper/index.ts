export { ExpressionEditor } from '../editor/expression-editor.tsx';
export { functionHelp } from '../editor/function-help.ts';
export { allFields, fieldTree, sampleText, type FieldNode } from '../mapper/field-tree.ts';
export { Mapper } from '../mapper/mapper.tsx';
export { MapperScopeContext } from '../mapper/mapper-scope.ts';
