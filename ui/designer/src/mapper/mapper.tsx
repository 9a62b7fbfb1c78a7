import { ArrowLeftOutlined, BulbOutlined } from '@ant-design/icons';
import type { FieldsMapping, JsonObject, JsonSchema, MappingSource } from '@joinery/contracts';
import { fromExpression, toExpression } from '@joinery/mapping';
import { useLanguage, useText } from '@joinery/ui-kit';
import { Button, Drawer } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { designerMessages } from '../designer.messages.ts';
import { AutoMapDialog } from './auto-map-dialog.tsx';
import { evaluateLines, evaluateMapping } from './evaluate.ts';
import { fieldTree, type FieldNode } from './field-tree.ts';
import { FieldDetail } from './field-detail.tsx';
import { findingsByTarget } from './findings.ts';
import './mapper.css';
import { useMapperScope } from './mapper-scope.ts';
import { allLines } from './mapping-edits.ts';
import { MapperTrees } from './mapper-trees.tsx';
import { WholeExpression } from './whole-expression.tsx';
import { JsonView } from '@joinery/ui-kit';

export interface MapperProps {
  readonly label: string;
  readonly mapping: MappingSource;
  readonly schema: JsonSchema | undefined;
  readonly onChange: (mapping: MappingSource, gesture?: string) => void;
  /** Where the sample is chosen that values are shown of. */
  readonly samplePicker?: ReactNode;
  readonly onClose: () => void;
}

/** The mapper over the whole height: what there is on the left, what is wanted on the right, lines between. */
export function Mapper(props: MapperProps) {
  return (
    <Drawer
      open
      placement="right"
      size="100%"
      styles={{ header: { display: 'none' }, body: { padding: 0 } }}
      onClose={props.onClose}
      destroyOnHidden
      keyboard={false}
    >
      <MapperBody {...props} />
    </Drawer>
  );
}

function MapperBody({ label, mapping, schema, samplePicker, onChange, onClose }: MapperProps) {
  const t = useText(designerMessages);
  const [proposing, setProposing] = useState(false);
  const { roots, schema: sourceSchema, sample, editable } = useMapperScope();
  const drawn = mapping.kind === 'fields';
  const swap = () =>
    onChange(drawn ? { kind: 'expression', expression: toExpression(mapping) } : fromExpression(mapping.expression));
  return (
    <div className="m-mapper">
      <header className="m-bar">
        <Button type="text" icon={<ArrowLeftOutlined />} aria-label={t('close')} onClick={onClose} />
        <h2>{t('mapperTitle', { label })}</h2>
        {samplePicker}
        <Button disabled={!editable} onClick={swap}>
          {t(drawn ? 'toExpression' : 'toFields')}
        </Button>
        {drawn && (
          <Button icon={<BulbOutlined />} disabled={!editable} onClick={() => setProposing(true)}>
            {t('autoMap')}
          </Button>
        )}
        <Button type="primary" onClick={onClose}>
          {t('done')}
        </Button>
      </header>
      {drawn ? (
        <DrawnMapping mapping={mapping} schema={schema} onChange={onChange} />
      ) : (
        <WholeExpression mapping={mapping} onChange={onChange} />
      )}
      {drawn && proposing && (
        <AutoMapDialog
          mapping={mapping}
          roots={roots}
          schema={schema}
          sourceSchema={sourceSchema}
          sample={sample}
          onChange={onChange}
          onClose={() => setProposing(false)}
        />
      )}
    </div>
  );
}

interface DrawnMappingProps {
  readonly mapping: FieldsMapping;
  readonly schema: JsonSchema | undefined;
  readonly onChange: MapperProps['onChange'];
}

function DrawnMapping({ mapping, schema, onChange }: DrawnMappingProps) {
  const { roots, sample, schema: sourceSchema } = useMapperScope();
  const findings = useMemo(() => findingsByTarget(mapping, sourceSchema, schema), [mapping, sourceSchema, schema]);
  const [selected, setSelected] = useState<string>();
  const [nowMs] = useState(() => Date.now());
  const targets = useTargets(schema, mapping);
  const outcomes = useMemo(() => evaluateLines(mapping, sample, nowMs), [mapping, sample, nowMs]);
  return (
    <>
      <MapperTrees
        roots={roots}
        targets={targets}
        mapping={mapping}
        outcomes={outcomes}
        findings={findings}
        selected={selected}
        onSelect={setSelected}
        onChange={onChange}
        open={schema === undefined}
      />
      <footer className="m-detail">
        <FieldDetail
          roots={roots}
          targets={targets}
          mapping={mapping}
          selected={selected}
          outcome={selected === undefined ? undefined : outcomes.get(selected)}
          findings={selected === undefined ? [] : (findings.get(selected) ?? [])}
          onChange={onChange}
        />
        <WholeResult mapping={mapping} sample={sample} nowMs={nowMs} />
      </footer>
    </>
  );
}

/** The target's fields: of its schema, and those a person added where there is none. */
function useTargets(schema: JsonSchema | undefined, mapping: FieldsMapping): readonly FieldNode[] {
  const language = useLanguage();
  return useMemo(() => {
    const declared = fieldTree({ path: [], name: '', schema, sample: undefined, language }).children;
    return withOwnFields(
      declared,
      [...allLines(mapping.fields)].map((line) => ({ path: line.target, isList: line.field.source.kind === 'each' })),
      [],
    );
  }, [schema, mapping, language]);
}

interface OwnField {
  readonly path: readonly string[];
  readonly isList: boolean;
}

function withOwnFields(
  nodes: readonly FieldNode[],
  own: readonly OwnField[],
  above: readonly string[],
): readonly FieldNode[] {
  const below = own.filter(
    ({ path }) => path.length > above.length && above.every((name, index) => path[index] === name),
  );
  const known = new Set(nodes.map((node) => node.name));
  const added = [...new Set(below.map(({ path }) => path[above.length]!))]
    .filter((name) => !known.has(name))
    .map((name) => ownNode([...above, name], below));
  return [...nodes, ...added].map((node) => ({ ...node, children: withOwnFields(node.children, own, node.path) }));
}

function ownNode(path: readonly string[], own: readonly OwnField[]): FieldNode {
  const isList = own.some((one) => one.isList && one.path.join('\u0000') === path.join('\u0000'));
  const base = fieldTree({ path, name: path.at(-1)!, schema: undefined, sample: undefined, language: 'zh' });
  return { ...base, isList, type: 'any' };
}

function WholeResult({
  mapping,
  sample,
  nowMs,
}: {
  readonly mapping: FieldsMapping;
  readonly sample: JsonObject;
  readonly nowMs: number;
}) {
  const t = useText(designerMessages);
  const outcome = useMemo(() => evaluateMapping(mapping, sample, nowMs), [mapping, sample, nowMs]);
  return (
    <div>
      <h3 style={{ marginBottom: 8 }}>{t('wholeResult')}</h3>
      {outcome.kind === 'value' ? (
        <JsonView value={outcome.value ?? null} maxHeight={210} />
      ) : (
        <p style={{ color: 'var(--j-error)' }}>{outcome.problem.message}</p>
      )}
    </div>
  );
}
