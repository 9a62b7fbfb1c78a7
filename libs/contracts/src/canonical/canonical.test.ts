import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { canonicalObjects, enumerations, readingTable, valueMaps, writingTable } from './index.ts';

const objects = Object.values(canonicalObjects);

function fieldsBelow(schema: Json | undefined, place: string): readonly (readonly [string, JsonObject])[] {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return [];
  const { properties, items } = schema as JsonObject;
  const members = Object.entries((properties ?? {}) as JsonObject).map(
    ([name, field]) => [`${place}.${name}`, field as JsonObject] as const,
  );
  return [
    ...members,
    ...members.flatMap(([name, field]) => fieldsBelow(field, name)),
    ...fieldsBelow(items, `${place}[]`),
  ];
}

describe.each(objects)('$name', ({ name, schema }) => {
  const fields = fieldsBelow(schema, name);

  test.each(fields)('%s has a title in both languages', (_, field) => {
    expect(field['x-title']).toEqual({ zh: expect.stringMatching(/./), en: expect.stringMatching(/./) });
  });

  test('every required field exists', () => {
    const known = Object.keys(schema['properties'] as JsonObject);
    expect(known).toEqual(expect.arrayContaining([...(schema['required'] as string[])]));
  });

  test('every enumerated value has a label', () => {
    for (const [, field] of fields.filter(([, { enum: values }]) => values)) {
      expect(Object.keys(field['x-labels'] as JsonObject)).toEqual(field['enum']);
    }
  });

  test('references lead to canonical objects', () => {
    for (const [, field] of fields.filter(([, { 'x-references': to }]) => to)) {
      expect(Object.keys(canonicalObjects)).toContain(field['x-references']);
    }
  });

  test('phone numbers and addresses of people are marked sensitive', () => {
    const personal = fields.filter(([place]) =>
      /\.(mobile|email|phone|taxNo|birthday|fromNumber|toNumber)$/.test(place),
    );
    expect(personal.filter(([, field]) => field['x-sensitive'] !== true).map(([place]) => place)).toEqual([]);
  });
});

describe.each(valueMaps)('$vendor $enumeration', (map) => {
  const written = new Map(writingTable(map).entries.map(({ from, to }) => [from, to]));
  const read = new Map(readingTable(map).entries.map(({ from, to }) => [from, to]));

  test('names canonical values only', () => {
    const known = Object.keys(enumerations[map.enumeration]);
    expect(map.pairs.filter(([, canonical]) => !known.includes(canonical))).toEqual([]);
  });

  test('a value that was read and written back is the same to the vendor', () => {
    for (const canonical of read.values()) {
      expect(read.get(written.get(canonical as string) as string)).toBe(canonical);
    }
  });

  test('every vendor value is read one way', () => {
    expect(readingTable(map).entries.length).toBe(new Set(map.pairs.map(([vendor]) => vendor)).size);
  });
});
