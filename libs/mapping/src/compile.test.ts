import { describe, expect, test } from 'vitest';
import { cacheOf, compile, ExpressionError, functionLibrary, type EvaluateOptions } from './index.ts';

function failureOf(source: string, input?: unknown, options?: EvaluateOptions): ExpressionError {
  try {
    compile(source).evaluate(input, options);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`${source} did not fail`);
}

describe('compile', () => {
  test('maps a record', () => {
    const mapping = compile('{"name": family & given, "open": orders[status = "open"].id, "none": nothing}');
    const input = {
      family: '张',
      given: '三',
      orders: [
        { id: 1, status: 'open' },
        { id: 2, status: 'done' },
      ],
    };
    expect(mapping.evaluate(input)).toEqual({ name: '张三', open: 1 });
  });

  test('gives one expression for one source', () => {
    const before = cacheOf().report();
    expect(compile('a.b.c /* once */')).toBe(compile('a.b.c /* once */'));
    expect(cacheOf().report().hits - before.hits).toBe(1);
  });

  test('tells code, place and token of what cannot be parsed', () => {
    expect(failureOf('a + ')).toMatchObject({ code: 'S0207', kind: 'syntax', position: 4 });
    expect(failureOf('"abc')).toMatchObject({ code: 'S0101', kind: 'syntax' });
  });

  test('tells code, place and token of what cannot be evaluated', () => {
    expect(failureOf('1 + a', { a: 'x' })).toMatchObject({
      code: 'T2002',
      kind: 'runtime',
      position: 3,
      token: '+',
      value: 'x',
    });
    expect(failureOf('$number("x")')).toMatchObject({ code: 'D3030', token: 'number', position: 8 });
  });

  test('tells the place of what a field function refuses and of what goes over a bound', () => {
    expect(failureOf('a.$asNumber("x")', { a: 1 })).toMatchObject({ code: 'JM3001', token: 'asNumber', position: 12 });
    expect(failureOf('1 + $length($pad("", 1e9))')).toMatchObject({ code: 'JM1003', kind: 'bound', token: 'pad' });
    expect(failureOf('$formatNumber(1, picture)', {})).toMatchObject({ code: 'T0410', token: 'formatNumber' });
  });

  test('applies built-in functions partially, also those whose last parameters may be left out', () => {
    expect(compile('$map([[2, 1], [3, 1]], $sort(?))').evaluate({})).toEqual([
      [1, 2],
      [1, 3],
    ]);
    expect(compile('($f := $zip(?, [1, 2]); $f([3, 4]))').evaluate({})).toEqual([
      [3, 1],
      [4, 2],
    ]);
  });

  test('keeps a regex on the left side of ??', () => {
    expect(compile('$match(a, /b/).index ?? "none"').evaluate({ a: 'ab' })).toBe(1);
  });
});

describe('evaluate', () => {
  test('neither changes the input nor hands out a part of it', () => {
    const input = Object.freeze({ list: Object.freeze([Object.freeze({ a: 1 })]) });
    const result = compile('{"list": list, "changed": $ ~> |list|{"b": 2}|}').evaluate(input) as { list: unknown };
    expect(result).toEqual({ list: [{ a: 1 }], changed: { list: [{ a: 1, b: 2 }] } });
    expect(result.list).not.toBe(input.list);
  });

  test('gives plain lists without marks', () => {
    const result = compile('list.{"n": n}').evaluate({ list: [{ n: 1 }, { n: 2 }] }) as object;
    expect(Reflect.ownKeys(result)).toEqual(['0', '1', 'length']);
  });

  test.for(['1/0', '{"a": 1, "b": n/0}', '[n/0]', 'n.{"x": $/0}', '{"a": $map(list, function($v) { $v/0 })}', '0/0'])(
    'refuses a result that JSON cannot hold: %s',
    (source) => {
      expect(failureOf(source, { n: 1, list: [1, 2] })).toMatchObject({ code: 'D1001', position: expect.any(Number) });
    },
  );

  test('gives back what a path collects as a list of its own, though a variable holds it too', () => {
    const result = compile('($names := list.n; {"a": $names, "b": $names, "c": list.n})').evaluate({
      list: [{ n: 1 }, { n: { x: 1 } }],
    }) as Record<string, unknown[]>;
    expect(result).toEqual({ a: [1, { x: 1 }], b: [1, { x: 1 }], c: [1, { x: 1 }] });
    expect(new Set(Object.values(result)).size).toBe(3);
    expect(new Set(Object.values(result).map((list) => list[1])).size).toBe(3);
  });

  test('takes the moment and chance from the caller only', () => {
    expect(compile('$now()').evaluate({}, { now: 0 })).toBe('1970-01-01T00:00:00.000Z');
    expect(compile('$random()').evaluate({}, { random: () => 0.25 })).toBe(0.25);
    expect(failureOf('$now()').code).toBe('JM2001');
    expect(failureOf('$random()').code).toBe('JM2002');
  });

  test('lets a variable of the caller hide a built-in function', () => {
    expect(compile('$sum').evaluate({}, { bindings: { sum: 5 } })).toBe(5);
    expect(compile('$sum([1, 2])').evaluate({})).toBe(3);
  });

  test('reads own members only', () => {
    const inherits = Object.create({ secret: 1 }) as object;
    expect(compile('[secret, toString, constructor, __proto__]').evaluate(inherits)).toEqual([]);
    expect(compile('{"a": a.secret, "b": b.length}').evaluate({ a: inherits, b: new Uint8Array(2) })).toEqual({});
  });

  test('keeps a member named __proto__ a member', () => {
    const input = JSON.parse('{"__proto__": {"a": 1}}') as unknown;
    expect(JSON.stringify(compile('{"__proto__": __proto__.a}').evaluate(input))).toBe('{"__proto__":1}');
  });

  test('never takes data for a function or a function for data', () => {
    expect(failureOf('f(1)', { f: { _jsonata_lambda: true } }).code).toBe('T1006');
    expect(compile('[$sum, {"f": $sum, "n": 1}]').evaluate({})).toEqual([null, { n: 1 }]);
  });
});

describe('a function library', () => {
  const library = functionLibrary([
    { name: 'greet', signature: '<s-:s>', call: ([name]) => `Hi ${String(name)}` },
    { name: 'here', signature: '<>', call: (_args, { input, now }) => ({ input, now }) },
  ]);

  test('gives expressions more functions, checked by their signatures', () => {
    expect(compile('name.$greet()', { library }).evaluate({ name: 'Li' })).toBe('Hi Li');
    expect(() => compile('$greet(1)', { library }).evaluate({})).toThrow(expect.objectContaining({ code: 'T0410' }));
  });

  test('tells a function its context and the moment', () => {
    expect(compile('a.$here()', { library }).evaluate({ a: 1 }, { now: 7 })).toEqual({ input: 1, now: 7 });
  });

  test('is not changed by adding to it', () => {
    const more = library.with([{ name: 'leave', signature: '<:s>', call: () => 'Bye' }]);
    expect([library.names, more.names]).toEqual([
      ['greet', 'here'],
      ['greet', 'here', 'leave'],
    ]);
  });

  test('takes functions for one evaluation', () => {
    const twice = { name: 'twice', signature: '<n:n>', call: ([n]: readonly unknown[]) => 2 * (n as number) };
    expect(compile('$twice(a)').evaluate({ a: 4 }, { functions: { twice } })).toBe(8);
  });
});

describe('bounds', () => {
  test.for([
    ['steps', '$sum([1..1000].($ * 2))', { steps: 100 }, 'JM1001'],
    ['elements', '[1..1000]', { elements: 100 }, 'JM1002'],
    ['text', '$pad("", 1000)', { stringBytes: 100 }, 'JM1003'],
    ['depth', '($f := function($n) { 1 + $f($n) }; $f(1))', { depth: 10 }, 'D1011'],
    ['output', '[1..100].$$', { outputBytes: 1_000 }, 'JM1006'],
    ['regexes', '$match(a, /b/)', { regexSteps: 1 }, 'JM1005'],
  ] as const)('end an evaluation that takes too much: %s', ([, source, bounds, code]) => {
    expect(failureOf(source, { a: 'b'.repeat(100) }, { bounds })).toMatchObject({ code, kind: 'bound' });
  });

  test('end an evaluation that takes too long, by a clock that can be given', () => {
    let now = 0;
    const clock = () => (now += 10);
    const endless = '($f := function($n) { $f($n + 1) }; $f(1))';
    expect(failureOf(endless, {}, { bounds: { timeMs: 100 }, clock })).toMatchObject({ code: 'D1012', kind: 'bound' });
  });

  test('refuse what a linear-time regex engine cannot do', () => {
    expect(failureOf('$match("aa", /(a)\\1/)')).toMatchObject({ code: 'JM0003', kind: 'syntax' });
  });
});
