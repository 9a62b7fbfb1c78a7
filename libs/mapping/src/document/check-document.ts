import { FailureError, type FieldsMapping, type FieldSource, type Json, type MappingField } from '@joinery/contracts';
import { parsePart } from './stands-alone.ts';

/** Throws where a part of the document would break the expression around it. */
export function checkDocument(mapping: FieldsMapping): void {
  const tables = new Set(Object.keys(mapping.tables ?? {}));
  for (const field of mapping.fields) checkField(field, tables);
}

function checkField(field: MappingField, tables: ReadonlySet<string>): void {
  const { source } = field;
  checkNote(field);
  if (source.kind === 'expression') checkExpression(field, source.expression);
  if (source.kind === 'table') checkTable(field, source, tables);
  if (source.kind === 'each') for (const inner of source.fields) checkField(inner, tables);
}

/** An expression must stand alone: `a, "b": c` would add a member, `a /*` would swallow the next. */
function checkExpression(field: MappingField, expression: string): void {
  const parsed = parsePart(expression);
  if (!parsed.ok) throw invalid('mapping.expression-invalid', field, { detail: parsed.message });
}

function checkNote(field: MappingField): void {
  if (field.note?.includes('*/')) throw invalid('mapping.expression-invalid', field, { detail: 'note: */' });
}

type TableSource = Extract<FieldSource, { readonly kind: 'table' }>;

function checkTable(field: MappingField, source: TableSource, tables: ReadonlySet<string>): void {
  if (!tables.has(source.table)) throw invalid('mapping.table-unknown', field, { table: source.table });
}

type DocumentCode = 'mapping.expression-invalid' | 'mapping.table-unknown';

function invalid(code: DocumentCode, field: MappingField, params: Record<string, Json>): FailureError {
  return new FailureError({ code, kind: 'invalid', params: { target: field.target.join('.'), ...params } });
}
