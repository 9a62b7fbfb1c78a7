export { allFields, fieldTree, sampleText, type FieldNode } from '../mapper/field-tree.ts';
export { Mapper } from '../mapper/mapper.tsx';
export { MapperScopeContext } from '../mapper/mapper-scope.ts';
