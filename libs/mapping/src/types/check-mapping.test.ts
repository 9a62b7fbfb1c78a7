import type { MappingSource } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { applyFix } from './apply-fix.ts';
import { checkMapping } from './check-mapping.ts';

const sourceSchema = {
  type: 'object',
  properties: {
    account: { type: 'object', properties: { Name: { type: 'string' } }, required: ['Name'] },
    phones: { type: 'array', items: { type: 'string' } },
    age: { type: 'integer' },
  },
  required: ['account'],
};
const targetSchema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    age: { type: 'string' },
    numbers: { type: 'array', items: { type: 'string' } },
  },
  required: ['name'],
};
const find = (mapping: MappingSource | string) => checkMapping({ mapping, sourceSchema, targetSchema }).findings;

describe('checking a mapping', () => {
  it('finds nothing wrong with a right one', () => {
    expect(find('{"name": account.Name, "numbers": phones, "age": $asString(age)}')).toEqual([]);
  });

  it('says in both languages what is wrong, where, and what was surely meant', () => {
    expect(find('{"name": account.Nmae}')[0]).toEqual({
      code: 'mapping.path-unknown',
      severity: 'warning',
      place: { target: ['name'], position: 21 },
      message: {
        zh: '来源中没有字段“Nmae”,结果将为空。是否应为“Name”?',
        en: 'The source has no field “Nmae”, so this will always be missing. Did you mean “Name”?',
      },
      fix: { label: expect.anything(), from: 17, to: 21, insert: 'Name' },
    });
  });

  it('mends what it offers to mend, in expressions and in drawn lines', () => {
    const drawn: MappingSource = {
      kind: 'fields',
      fields: [
        { target: ['name'], source: { kind: 'path', path: ['account', 'name'] } },
        { target: ['age'], source: { kind: 'path', path: ['age'] } },
        { target: ['numbers'], source: { kind: 'path', path: ['phones'] } },
      ],
    };
    const mended = mendAll(drawn);
    expect(find(mended)).toEqual([]);
    expect(mended).toEqual({
      kind: 'fields',
      fields: [
        { target: ['name'], source: { kind: 'path', path: ['account', 'Name'] } },
        { target: ['age'], source: { kind: 'path', path: ['age'] }, coercion: { to: 'string' } },
        { target: ['numbers'], source: { kind: 'path', path: ['phones'] } },
      ],
    });
  });

  it('tells errors, which always happen, from warnings, which may', () => {
    expect(find('{}').map(({ code, severity }) => [code, severity])).toEqual([['mapping.required-missing', 'error']]);
    expect(
      find('{"name": $string(age), "numbers": phones, "age": account.Name}').map(({ code, severity }) => [
        code,
        severity,
      ]),
    ).toEqual([['mapping.required-may-be-missing', 'warning']]);
  });

  it('does not shout at a member that a condition has asked for', () => {
    expect(find('{"name": $exists(age) ? $string(age) : "-", "numbers": phones, "age": account.Name}')).toEqual([]);
    expect(find('{"name": age ?? account.Name, "numbers": phones}').map(({ code }) => code)).toEqual([
      'mapping.wrong-type',
    ]);
  });

  it('reports a broken expression and a broken document at their place', () => {
    expect(find('{"name": ')[0]).toMatchObject({ code: 'mapping.syntax', severity: 'error' });
    const broken: MappingSource = {
      kind: 'fields',
      fields: [{ target: ['name'], source: { kind: 'expression', expression: 'a,' } }],
    };
    expect(find(broken)[0]).toMatchObject({ code: 'mapping.syntax', place: { target: ['name'] } });
  });

  it('lists what is left unread without calling it a fault', () => {
    const report = checkMapping({ mapping: '{"name": account.Name}', sourceSchema });
    expect(report.unread).toEqual([['phones'], ['age']]);
    expect(report.findings).toEqual([]);
  });
});

function mendAll(mapping: MappingSource): MappingSource {
  const fix = find(mapping).find((each) => each.fix)?.fix;
  return fix ? mendAll(applyFix(mapping, fix)) : mapping;
}
