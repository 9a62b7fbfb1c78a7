import type { JsonObject } from '@joinery/contracts';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LanguageProvider } from '../i18n/language.tsx';
import { fillBrowserGaps } from '../testing/index.ts';
import { SchemaForm } from './schema-form.tsx';

beforeAll(fillBrowserGaps);
afterEach(cleanup);

const schema = {
  type: 'object',
  required: ['url'],
  properties: {
    url: {
      type: 'string',
      'x-title': { zh: '地址', en: 'Address' },
      'x-help': { zh: '以 https 开头', en: 'Begins with https' },
    },
    retries: { type: 'integer', 'x-title': { zh: '重试', en: 'Retries' } },
    tls: { type: 'boolean', 'x-title': { zh: '加密', en: 'Encrypt' } },
    anything: { 'x-title': { zh: '任意', en: 'Anything' } },
  },
};

function Harness({ onValue }: { readonly onValue: (value: JsonObject) => void }) {
  const [value, setValue] = useState<JsonObject>({ url: 'https://a', retries: 2 });
  const change = (next: JsonObject) => {
    setValue(next);
    onValue(next);
  };
  return (
    <LanguageProvider language="en">
      <SchemaForm schema={schema} value={value} onChange={change} />
    </LanguageProvider>
  );
}

describe('a form made from a schema', () => {
  it('names its fields and helps in the language of the person', () => {
    render(<Harness onValue={() => undefined} />);
    expect(screen.getByLabelText('Address')).toHaveProperty('value', 'https://a');
    expect(screen.getByText('Begins with https')).toBeTruthy();
  });

  it('hands on what is typed, and leaves out what is emptied', () => {
    let last: JsonObject = {};
    render(<Harness onValue={(value) => (last = value)} />);
    fireEvent.change(screen.getByLabelText('Address'), { target: { value: 'https://b' } });
    expect(last).toEqual({ url: 'https://b', retries: 2 });
    fireEvent.change(screen.getByLabelText('Address'), { target: { value: '' } });
    expect(last).toEqual({ retries: 2 });
  });

  it('hands on JSON only while it parses', () => {
    const seen: JsonObject[] = [];
    render(<Harness onValue={(value) => seen.push(value)} />);
    fireEvent.change(screen.getByLabelText('Anything'), { target: { value: '{"a": 1' } });
    expect(seen).toEqual([]);
    expect(screen.getByText('This is not valid JSON')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Anything'), { target: { value: '{"a": 1}' } });
    expect(seen.at(-1)?.['anything']).toEqual({ a: 1 });
  });
});
