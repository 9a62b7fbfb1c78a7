import { describe, expect, it } from 'vitest';
import { completionsAt } from './complete.ts';

const schema = {
  type: 'object',
  properties: {
    account: {
      type: 'object',
      properties: {
        Name: { type: 'string', title: '名称' },
        '联系 电话': { type: 'string' },
        level: { type: 'string', enum: ['A', 'B'] },
      },
      required: ['Name'],
    },
    lines: {
      type: 'array',
      items: { type: 'object', properties: { sku: { type: 'string' }, qty: { type: 'integer' } } },
    },
  },
};

/** Completions at `|`. */
function at(text: string): readonly string[] {
  const position = text.indexOf('|');
  return completionsAt(text.replace('|', ''), position, schema).map((each) => each.label);
}

describe('completion', () => {
  it('offers the fields of the source at the start', () => {
    expect(at('|')).toEqual(expect.arrayContaining(['account', 'lines', '$sum']));
  });

  it('offers the fields of an object behind its dot, and nothing else', () => {
    expect(at('{"n": account.|')).toEqual(['Name', '联系 电话', 'level']);
  });

  it('keeps what fits the letters typed so far, in the middle of an expression', () => {
    expect(at('{"n": account.le| & "x", "m": 1}')).toEqual(['level']);
  });

  it('knows the item of a list in a filter, a mapping and a lambda', () => {
    expect(at('lines[|')).toEqual(expect.arrayContaining(['sku', 'qty']));
    expect(at('lines.{"a": |}')).toEqual(expect.arrayContaining(['sku', 'qty']));
    expect(at('$map(lines, function($l) { $l.| })')).toEqual(['sku', 'qty']);
  });

  it('offers variables in scope and functions behind a dollar sign', () => {
    expect(at('($total := 1; $to|')).toEqual(expect.arrayContaining(['$total', '$toMillis']));
  });

  it('offers the values of an enumeration on the other side of a comparison', () => {
    expect(at('account.level = |')).toEqual(expect.arrayContaining(['A', 'B']));
  });

  it('quotes names that need it, and says the type with its title', () => {
    const [first, second] = completionsAt('account.', 8, schema);
    expect(first).toMatchObject({ insert: 'Name', isRequired: true, detail: { zh: '名称 · 文本' } });
    expect(second).toMatchObject({ insert: '`联系 电话`', isRequired: false });
  });

  it('offers nothing inside a text or a remark', () => {
    expect(at('"acc|ount"')).toEqual([]);
    expect(at('a /* acc| */')).toEqual([]);
  });
});
