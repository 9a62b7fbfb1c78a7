import type { FieldsMapping } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { findingsByTarget } from './findings.ts';

const source = {
  type: 'object',
  properties: { trigger: { type: 'object', properties: { name: { type: 'string' } }, additionalProperties: false } },
  additionalProperties: false,
};
const reading = (...path: string[]): FieldsMapping => ({
  kind: 'fields',
  fields: [{ target: ['n'], source: { kind: 'path', path } }],
});

describe('findings in the mapper', () => {
  it('stand at the target whose line reads a field that is not there', () => {
    expect(findingsByTarget(reading('trigger', 'nmae'), source, undefined).get('n')?.[0]?.message.en).toContain('nmae');
  });

  it('are none where all is well', () => {
    expect(findingsByTarget(reading('trigger', 'name'), source, undefined).size).toBe(0);
  });
});
