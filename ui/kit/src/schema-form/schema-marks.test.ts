import { describe, expect, it } from 'vitest';
import { choicesOf, helpOf, propertiesOf, requiredOf, titleOf, typeOf } from './schema-marks.ts';

describe('the marks of a schema', () => {
  it('prefer the bilingual title, then the plain one, then the name', () => {
    expect(titleOf({ 'x-title': { zh: '应用标识', en: 'App id' }, title: 'x' }, 'appId', 'zh')).toBe('应用标识');
    expect(titleOf({ title: 'App' }, 'appId', 'en')).toBe('App');
    expect(titleOf({}, 'appId', 'en')).toBe('appId');
  });

  it('give the help in the language asked for', () => {
    expect(helpOf({ 'x-help': { zh: '在开放平台查看', en: 'See the open platform' } }, 'en')).toBe(
      'See the open platform',
    );
  });

  it('list properties and what is required', () => {
    const schema = { type: 'object', required: ['a'], properties: { a: { type: 'string' }, b: {} } };
    expect(propertiesOf(schema).map(([name]) => name)).toEqual(['a', 'b']);
    expect([...requiredOf(schema)]).toEqual(['a']);
  });

  it('look past null to the type', () => {
    expect(typeOf({ type: ['null', 'integer'] })).toBe('integer');
    expect(typeOf({ properties: {} })).toBe('object');
  });

  it('read choices from enum and from titled constants', () => {
    expect(choicesOf({ enum: ['low', 'high'] }, 'en')).toEqual([
      { value: 'low', label: 'low' },
      { value: 'high', label: 'high' },
    ]);
    expect(choicesOf({ enum: ['a'], 'x-labels': { a: { zh: '甲', en: 'A' } } }, 'zh')).toEqual([
      { value: 'a', label: '甲' },
    ]);
    expect(choicesOf({ oneOf: [{ const: 1, 'x-title': { zh: '低', en: 'Low' } }] }, 'zh')).toEqual([
      { value: 1, label: '低' },
    ]);
  });

  it('survive schemas that are not what they should be', () => {
    expect(propertiesOf({ properties: [] })).toEqual([]);
    expect(requiredOf({ required: 'a' }).size).toBe(0);
  });
});
