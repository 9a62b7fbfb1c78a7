import type { CodeOperation, Operation, RequestOperation } from '@joinery/contracts';
import { compileJudge, type Judge } from '../answer/judge-answer.ts';
import { type Evaluator, evaluator, type EvaluatorOptions } from '../expressions/evaluator.ts';
import { type CompiledRequest, compileRequest, type CompileOptions } from '../request/compile-request.ts';
import type { ConnectorManifest } from '@joinery/contracts';
import { type CompiledBatch, compileBatch } from './batch.ts';
import { compilePaging, type Paging } from './paging.ts';

export interface EarlierRequest {
  readonly name: string;
  readonly request: CompiledRequest;
  readonly output: Evaluator | undefined;
  readonly when: Evaluator | undefined;
}

export interface CompiledRequestOperation {
  readonly kind: 'request';
  readonly place: string;
  readonly before: readonly EarlierRequest[];
  readonly request: CompiledRequest;
  /** The request of pages after the first, when it is another one. */
  readonly following: CompiledRequest | undefined;
  readonly output: Evaluator | undefined;
  readonly paging: Paging | undefined;
  readonly batch: CompiledBatch | undefined;
  readonly judge: Judge;
  readonly timeoutMs: number | undefined;
}

export interface CompiledCodeOperation {
  readonly kind: 'code';
  readonly place: string;
  readonly paginated: boolean;
  readonly timeoutMs: number | undefined;
}

export type CompiledOperation = CompiledRequestOperation | CompiledCodeOperation;

/** Compiles an operation; `place` is also what its code is found by. */
export function compileOperation(operation: Operation, place: string, manifest: ConnectorManifest): CompiledOperation {
  return operation.kind === 'code' ? codeOperation(operation, place) : requestOperation(operation, place, manifest);
}

function codeOperation({ paginated, timeoutMs }: CodeOperation, place: string): CompiledCodeOperation {
  return { kind: 'code', place, paginated, timeoutMs };
}

function requestOperation(
  operation: RequestOperation,
  place: string,
  manifest: ConnectorManifest,
): CompiledRequestOperation {
  const options: EvaluatorOptions = { place, connector: manifest.title };
  const requests: CompileOptions = { ...options, ...(manifest.headers && { headers: manifest.headers }) };
  const { pagination, batch } = operation;
  const following = pagination?.kind === 'token-in-body' ? pagination.following : undefined;
  const compiled = (name: string, source: string | undefined): Evaluator | undefined =>
    source === undefined ? undefined : evaluator(source, { ...options, place: `${place}.${name}` });
  return {
    kind: 'request',
    place,
    before: (operation.before ?? []).map((each, index) => ({
      name: each.name,
      request: compileRequest(each.request, { ...requests, place: `${place}.before.${index}.request` }),
      output: compiled(`before.${index}.output`, each.output),
      when: compiled(`before.${index}.when`, each.when),
    })),
    request: compileRequest(operation.request, { ...requests, place: `${place}.request` }),
    following: following && compileRequest(following, { ...requests, place: `${place}.pagination.following` }),
    output: compiled('output', operation.output),
    paging: pagination && compilePaging(pagination, options),
    batch: batch && compileBatch(batch, options),
    judge: compileJudge({
      rules: [...(operation.errors ?? []), ...manifest.errors],
      vendorError: manifest.vendorError,
      options,
    }),
    timeoutMs: operation.timeoutMs,
  };
}
