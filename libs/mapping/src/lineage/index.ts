export { lineage, type FieldLineage } from './lineage.ts';
