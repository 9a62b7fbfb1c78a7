import type { Batch, Json, JsonObject } from '@joinery/contracts';
import type { AnswerScope } from '../answer/judge-answer.ts';
import { type Evaluator, evaluator, type EvaluatorOptions } from '../expressions/evaluator.ts';
import { plainText } from '../request/encode-body.ts';
import { isObject } from '../request/put-in-body.ts';

/** What became of one record of a batch. */
export type RecordOutcome =
  | { readonly index: number; readonly ok: true; readonly output?: Json }
  | { readonly index: number; readonly ok: false; readonly code?: string; readonly message?: string };

export interface CompiledBatch {
  readonly batch: Batch;
  /** One outcome per record of the part that was sent; indexes count within the part. */
  readonly outcomes: (scope: AnswerScope, records: readonly Json[]) => readonly RecordOutcome[];
}

export function compileBatch(batch: Batch, options: EvaluatorOptions): CompiledBatch {
  const { outcome } = batch;
  if (!outcome) return { batch, outcomes: (_, records) => records.map((__, index) => ({ index, ok: true })) };
  const compiled = (name: string, source: string | undefined): Evaluator | undefined =>
    source === undefined
      ? undefined
      : evaluator(source, { ...options, place: `${options.place}.batch.outcome.${name}` });
  const reading: Reading = {
    results: evaluator(outcome.results, { ...options, place: `${options.place}.batch.outcome.results` }),
    keyOfRecord: compiled('match.record', outcome.match.by === 'key' ? outcome.match.record : undefined),
    keyOfResult: compiled('match.result', outcome.match.by === 'order' ? undefined : outcome.match.result),
    succeeded: evaluator(outcome.succeeded, { ...options, place: `${options.place}.batch.outcome.succeeded` }),
    output: compiled('output', outcome.output),
    code: compiled('code', outcome.code),
    message: compiled('message', outcome.message),
    unlisted: outcome.unlisted,
  };
  return { batch, outcomes: (scope, records) => readOutcomes(reading, scope, records) };
}

interface Reading {
  readonly results: Evaluator;
  readonly keyOfRecord: Evaluator | undefined;
  readonly keyOfResult: Evaluator | undefined;
  readonly succeeded: Evaluator;
  readonly output: Evaluator | undefined;
  readonly code: Evaluator | undefined;
  readonly message: Evaluator | undefined;
  readonly unlisted: 'succeeded' | 'failed';
}

function readOutcomes(reading: Reading, scope: AnswerScope, records: readonly Json[]): readonly RecordOutcome[] {
  const found = reading.results(scope);
  const results = Array.isArray(found)
    ? (found as readonly Json[])
    : found === undefined || found === null
      ? []
      : [found];
  const resultOf = matching(reading, results);
  return records.map((record, index) => outcomeOf(reading, index, record, resultOf(record, index)));
}

/** Finds the result of a record: by its place, by the index the result names, or by a key both have. */
function matching(reading: Reading, results: readonly Json[]): (record: Json, index: number) => Json | undefined {
  const { keyOfRecord, keyOfResult } = reading;
  if (!keyOfResult) return (_, index) => results[index];
  const byKey = new Map(results.map((result) => [keyText(keyOfResult({ result })), result]));
  return (record, index) => byKey.get(keyOfRecord ? keyText(keyOfRecord({ record })) : String(index));
}

function keyText(key: Json | undefined): string {
  return key === undefined ? '' : plainText(key);
}

function outcomeOf(reading: Reading, index: number, record: Json, result: Json | undefined): RecordOutcome {
  if (result === undefined) {
    return reading.unlisted === 'succeeded'
      ? { index, ok: true }
      : { index, ok: false, message: 'no result for this record' };
  }
  if (reading.succeeded({ result }) === true) {
    const output = reading.output?.({ result, record });
    return output === undefined ? { index, ok: true } : { index, ok: true, output };
  }
  const code = reading.code?.({ result });
  const message = reading.message?.({ result });
  return {
    index,
    ok: false,
    ...(code === undefined || code === null ? {} : { code: plainText(code) }),
    ...(message === undefined || message === null ? {} : { message: plainText(message).slice(0, 500) }),
  };
}

/** The input in parts that the vendor takes. */
export function partsOfInput(
  { field, size }: Batch,
  input: Json,
): readonly { input: JsonObject; records: readonly Json[] }[] {
  const whole = isObject(input) ? input : {};
  const list = whole[field];
  const records = Array.isArray(list) ? (list as readonly Json[]) : [];
  const count = Math.ceil(records.length / size);
  return Array.from({ length: count }, (_, part) => {
    const of = records.slice(part * size, (part + 1) * size);
    return { input: { ...whole, [field]: of }, records: of };
  });
}
