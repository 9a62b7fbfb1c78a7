import { describe, expect, it } from 'vitest';
import { compile } from '../index.ts';
import { documentedFunctions } from './documented-functions.ts';

const examples = documentedFunctions.flatMap(({ name, examples: own }) => own.map((example) => ({ name, ...example })));

describe('field functions', () => {
  it.each(examples)('$expression gives what its help says', ({ expression, input, result }) => {
    expect(compile(expression).evaluate(input)).toEqual(result);
  });

  it.each(documentedFunctions.map((each) => [each.name, each] as const))(
    '%s is documented in both languages with an example',
    (_, each) => {
      expect(each.summary.zh).toMatch(/[一-龥]/);
      expect(each.summary.en).toMatch(/[a-z]/);
      expect(each.examples.length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['$asNumber("12a")', 'JM3001'],
    ['$asNumber("12345678901234567890")', 'JM3001'],
    ['$asInteger("1.5")', 'JM3001'],
    ['$asBoolean("maybe")', 'JM3001'],
    ['$asSingle([1, 2])', 'JM3001'],
    ['$asDateTime("2026-02-30", "UTC")', 'JM3001'],
    ['$asDateTime("2026-02-03", "Mars/Base")', 'JM3003'],
    ['$asDateTime("x", "UTC", "qq")', 'JM3004'],
    ['$toTable("x", {"entries": [], "unmatched": {"policy": "fail"}})', 'JM3002'],
    ['$toTable("x", {"rows": []})', 'JM3004'],
    ['$amountInWords(1e16)', 'JM3001'],
  ])('%s fails with %s', (expression, code) => {
    expect(() => compile(expression).evaluate({})).toThrow(expect.objectContaining({ code }));
  });
});
