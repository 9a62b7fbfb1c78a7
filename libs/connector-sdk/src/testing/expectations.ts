import assert from 'node:assert/strict';
import {
  failureText,
  type Failure,
  type FailureKind,
  type Json,
  type JsonObject,
  type JsonSchema,
} from '@joinery/contracts';
import { Ajv } from 'ajv';
import type { CallOutcome, ConformanceHost } from './conformance-host.ts';
import type { PlannedCall } from './subject.ts';

/** The output of a call that must have succeeded. */
export function outputOf(outcome: CallOutcome): Json | undefined {
  if (outcome.kind === 'done') return outcome.output;
  assert.fail(`the call failed: ${JSON.stringify(outcome.failure)}`);
}

/** The failure of a call that must have failed. */
export function failureOf(outcome: { readonly kind: string; readonly failure?: Failure }): Failure {
  assert.equal(outcome.kind, 'failed', 'the call should have failed');
  assert.ok(outcome.failure);
  return outcome.failure;
}

/** A failure of a kind that a person can read in both languages, and that tells no secret. */
export function expectFailure(failure: Failure, kind: FailureKind, secrets: readonly string[]): void {
  assert.equal(failure.kind, kind, `kind of ${JSON.stringify(failure)}`);
  expectReadable(failure);
  expectNoSecret(failure, secrets);
}

export function expectReadable(failure: Failure): void {
  for (const language of ['zh', 'en'] as const) {
    const text = failureText(failure, language);
    assert.ok(text.length > 10, `no text in ${language}`);
    assert.doesNotMatch(text, /[“({ ]\?[”)} ]/, `a placeholder without its value in ${language}: ${text}`);
  }
}

export function expectNoSecret(value: unknown, secrets: readonly string[]): void {
  const text = JSON.stringify(value) ?? '';
  for (const secret of secrets) assert.ok(!text.includes(secret), 'a secret stands in it');
}

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });

export function expectValid(schema: unknown, value: Json | undefined, what: string): void {
  const validate = ajv.compile(schema as JsonSchema);
  const valid = validate(value ?? null);
  assert.ok(valid, `${what} does not fit its schema: ${ajv.errorsText(validate.errors)}`);
}

const farTooManyPages = 200;

/** Every item of a paginated action, page after page. */
export async function allItems(host: ConformanceHost, { action, input }: PlannedCall): Promise<readonly Json[]> {
  const items: Json[] = [];
  let from: Json = null;
  for (let page = 0; page < farTooManyPages; page += 1) {
    const outcome = await host.page(action, input, from);
    if (outcome.kind === 'failed') assert.fail(`page ${page + 1} failed: ${JSON.stringify(outcome.failure)}`);
    items.push(...outcome.items);
    // A position is stored with the run, so it must survive that.
    from = JSON.parse(JSON.stringify(outcome.next)) as Json;
    if (from === null) return items;
  }
  return assert.fail(`the listing has no end: more than ${farTooManyPages} pages`);
}

export function member(value: Json | undefined, name: string): Json | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as JsonObject)[name] : undefined;
}

export function sameSet(found: Iterable<unknown>, wanted: Iterable<unknown>, what: string): void {
  assert.deepEqual(new Set([...found].map(String)), new Set([...wanted].map(String)), what);
}
