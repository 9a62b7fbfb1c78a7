import { describe, expect, it } from 'vitest';
import { compile, defaultLibrary, standardFunctionNames } from '../index.ts';
import { functionCatalogue } from './catalogue.ts';

const names = functionCatalogue.map((each) => each.name);
const examples = functionCatalogue.filter((each) => each.isStandard).flatMap((each) => each.examples);

describe('function catalogue', () => {
  it('lists every function that an expression may call, each once', () => {
    expect(names.toSorted()).toEqual([...standardFunctionNames, ...defaultLibrary.names].toSorted());
  });

  it.each(examples)('$expression gives what its help says', ({ expression, input, result }) => {
    expect(compile(expression).evaluate(input ?? {}, { now: 0, random: () => 0.5 })).toEqual(result);
  });

  it.each(functionCatalogue.map((each) => [each.name, each] as const))(
    '%s is explained in both languages',
    (name, each) => {
      expect(each.summary.zh).toMatch(/[一-龥]/);
      expect(each.summary.en).toMatch(/[a-z]/);
      expect(each.examples.length > 0 || name === 'eval').toBe(true);
    },
  );
});
