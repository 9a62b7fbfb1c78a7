import type { FieldsMapping } from '@joinery/contracts';
import { LanguageProvider } from '@joinery/ui-kit';
import { fillBrowserGaps } from '@joinery/ui-kit/testing';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fieldTree } from './field-tree.ts';
import { MapperScopeContext } from './mapper-scope.ts';
import { MapperTrees } from './mapper-trees.tsx';

beforeAll(fillBrowserGaps);
afterEach(cleanup);

const roots = [
  fieldTree({
    path: ['trigger'],
    name: 'trigger',
    title: 'Trigger',
    schema: undefined,
    sample: { name: 'Ann', age: 7 },
    language: 'en',
  }),
];
const targets = fieldTree({
  path: [],
  name: '',
  schema: {
    type: 'object',
    required: ['customer'],
    properties: { customer: { type: 'string' }, years: { type: 'integer' } },
  },
  sample: undefined,
  language: 'en',
}).children;

function Harness({ onMapping }: { readonly onMapping: (mapping: FieldsMapping) => void }) {
  const [mapping, setMapping] = useState<FieldsMapping>({ kind: 'fields', fields: [] });
  const [selected, setSelected] = useState<string>();
  const change = (next: FieldsMapping) => {
    setMapping(next);
    onMapping(next);
  };
  return (
    <LanguageProvider language="en">
      <MapperScopeContext value={{ roots, schema: {}, sample: {}, editable: true }}>
        <MapperTrees
          roots={roots}
          targets={targets}
          mapping={mapping}
          outcomes={new Map()}
          findings={new Map()}
          selected={selected}
          onSelect={setSelected}
          onChange={change}
          open={false}
        />
      </MapperScopeContext>
    </LanguageProvider>
  );
}

describe('the two trees', () => {
  it('join a field by keyboard: choose the source, then the target', () => {
    let mapping: FieldsMapping | undefined;
    render(<Harness onMapping={(next) => (mapping = next)} />);
    fireEvent.keyDown(screen.getByRole('treeitem', { name: 'trigger.name' }), { key: 'Enter' });
    fireEvent.keyDown(screen.getByRole('treeitem', { name: 'customer' }), { key: 'Enter' });
    expect(mapping?.fields).toEqual([{ target: ['customer'], source: { kind: 'path', path: ['trigger', 'name'] } }]);
  });

  it('join a field by dragging it', () => {
    let mapping: FieldsMapping | undefined;
    render(<Harness onMapping={(next) => (mapping = next)} />);
    const dataTransfer = { setData: () => undefined, effectAllowed: '', dropEffect: '' };
    fireEvent.dragStart(screen.getByRole('treeitem', { name: 'trigger.age' }), { dataTransfer });
    fireEvent.drop(screen.getByRole('treeitem', { name: 'years' }), { dataTransfer });
    expect(mapping?.fields[0]?.source).toEqual({ kind: 'path', path: ['trigger', 'age'] });
  });

  it('say that a required field has no source', () => {
    render(<Harness onMapping={() => undefined} />);
    expect(screen.getAllByText('A required field without a source')).toHaveLength(1);
  });
});
