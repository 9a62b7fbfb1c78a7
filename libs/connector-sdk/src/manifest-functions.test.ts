import { compile } from '@joinery/mapping';
import { expect, test } from 'vitest';
import { manifestFunctionsIn } from './manifest-functions.ts';

const evaluate = (source: string, scope: unknown): unknown =>
  compile(source).evaluate(scope, { functions: manifestFunctionsIn(source) ?? {} });

test('a JSON text becomes what it says', () => {
  const form = JSON.stringify([{ id: 'w1', required: true }, { id: 'w2' }]);
  expect(evaluate('$parseJson(form)[required].id', { form })).toBe('w1');
});

test.each([
  ['no text', { form: 5 }],
  ['nothing', {}],
  ['no JSON', { form: '{broken' }],
  ['what is nested beyond reason', { form: `${'['.repeat(100)}${']'.repeat(100)}` }],
])('%s is missing', (_, scope) => {
  expect(evaluate('$type(form) = "string" ? $parseJson(form) : $parseJson(none)', scope)).toBeUndefined();
});

test('an expression that calls none is offered none', () => {
  expect(manifestFunctionsIn('body.id')).toBeUndefined();
});
