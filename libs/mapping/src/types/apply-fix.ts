import type { MappingSource } from '@joinery/contracts';
import { fromExpression } from '../document/from-expression.ts';
import { toExpression } from '../document/to-expression.ts';
import type { Fix } from './finding.ts';

/** The mapping with a finding's fix made. Drawn lines stay drawn; an expression stays an expression. */
export function applyFix(mapping: MappingSource, { from, to, insert }: Fix): MappingSource {
  const text = toExpression(mapping);
  const mended = text.slice(0, from) + insert + text.slice(to);
  return mapping.kind === 'expression' ? { kind: 'expression', expression: mended } : fromExpression(mended);
}
