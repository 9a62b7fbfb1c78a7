import { describe, expect, it } from 'vitest';
import { fromExpression } from '../document/index.ts';
import { lineage } from '../lineage/index.ts';
import { checkMapping } from './check-mapping.ts';
import { completionsAt } from './complete.ts';

const sourceSchema = { type: 'object', properties: { a: { type: 'string' } } };

const expressions: readonly (readonly [string, string])[] = [
  ['brackets without end', '('.repeat(20_000) + 'a' + ')'.repeat(20_000)],
  ['a chain that the parser would double', Array.from({ length: 40 }, () => 'a').join(' ?? ')],
  ['a long sum', Array.from({ length: 3_000 }, () => 'a').join(' & ')],
  ['a long path', `{"a": ${'x.'.repeat(2_000)}y}`],
  ['objects inside objects', '{"a":'.repeat(200) + '1' + '}'.repeat(200)],
  ['recursion without end', '($f := function($n) { $f($n) + $f($n) }; $f(1))'],
  ['remarks that never close', '/* '.repeat(1_000)],
  ['names of the host', '{"__proto__": a, "constructor": a.constructor}'],
];

describe('the designer’s tools, given anything', () => {
  it.each(expressions)('answer to %s', (_, text) => {
    expect(() => {
      checkMapping({ mapping: text, sourceSchema, targetSchema: sourceSchema });
      completionsAt(text, text.length, sourceSchema);
      fromExpression(text);
      lineage(text);
    }).not.toThrow();
  });

  it('read recursive schemas', () => {
    const recursive = { type: 'object', properties: { next: { $ref: '#' }, value: { type: 'integer' } } };
    expect(checkMapping({ mapping: '{"v": next.next.next.value}', sourceSchema: recursive }).findings).toEqual([]);
  });
});
