import type { FieldsMapping, Json, MappingField, MappingSource } from '@joinery/contracts';
import { compile, toExpression } from '@joinery/mapping';
import { problemFrom, type ExpressionProblem } from '../editor/expression-problem.ts';
import { pathKey } from './field-tree.ts';
import { allLines } from './mapping-edits.ts';

/** What a mapping or one of its lines gives on a sample. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: Json | undefined }
  | { readonly kind: 'problem'; readonly problem: ExpressionProblem };

/** Designing is bounded more tightly than running, so that typing stays fluent. */
const bounds = { timeMs: 250 };

export function evaluateExpression(expression: string, scope: Json, nowMs: number): Outcome {
  try {
    const value = compile(expression).evaluate(scope, { now: nowMs, random: () => 0.5, bounds });
    return { kind: 'value', value: value as Json | undefined };
  } catch (error) {
    return { kind: 'problem', problem: problemFrom(error) };
  }
}

export function evaluateMapping(mapping: MappingSource, scope: Json, nowMs: number): Outcome {
  try {
    return evaluateExpression(toExpression(mapping), scope, nowMs);
  } catch (error) {
    return { kind: 'problem', problem: problemFrom(error) };
  }
}

/** Each line by its own, so that one mistake does not hide the others; lines inside lists show their list's first item. */
export function evaluateLines(mapping: FieldsMapping, scope: Json, nowMs: number): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const field of mapping.fields) {
    const outcome = evaluateField(mapping, field, scope, nowMs);
    outcomes.set(pathKey(field.target), outcome);
    if (field.source.kind === 'each') noteInner(outcomes, field, outcome);
  }
  return outcomes;
}

function evaluateField(mapping: FieldsMapping, field: MappingField, scope: Json, nowMs: number): Outcome {
  const alone: FieldsMapping = { ...mapping, fields: [{ ...field, target: ['value'] }] };
  const outcome = evaluateMapping(alone, scope, nowMs);
  return outcome.kind === 'value' ? { kind: 'value', value: memberOf(outcome.value, 'value') } : outcome;
}

function noteInner(outcomes: Map<string, Outcome>, field: MappingField, list: Outcome): void {
  if (field.source.kind !== 'each') return;
  const first = list.kind === 'value' && Array.isArray(list.value) ? (list.value as readonly Json[])[0] : undefined;
  for (const line of allLines(field.source.fields, field.target)) {
    const inner = line.target
      .slice(field.target.length)
      .reduce<Json | undefined>(
        (value, name) => memberOf(Array.isArray(value) ? (value as readonly Json[])[0] : value, name),
        first,
      );
    outcomes.set(pathKey(line.target), list.kind === 'problem' ? list : { kind: 'value', value: inner });
  }
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, Json>>)[name]
    : undefined;
}
