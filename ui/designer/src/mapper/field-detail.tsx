import type { Coercion, FieldsMapping, FieldSource, MappingField, MappingSource } from '@joinery/contracts';
import type { Finding } from '@joinery/mapping';
import { FieldControl, useLanguage, useText, valueText } from '@joinery/ui-kit';
import { Button, Input, Segmented, Select } from 'antd';
import { designerMessages } from '../designer.messages.ts';
import { ExpressionEditor } from '../editor/expression-editor.tsx';
import { functionHelp } from '../editor/function-help.ts';
import { sourceText } from '../panel/mapping-summary.tsx';
import type { Outcome } from './evaluate.ts';
import { withFix } from './findings.ts';
import { allFields, sampleText, type FieldNode } from './field-tree.ts';
import {
  clearField,
  fieldAt,
  freshTableName,
  listsAround,
  pathFrom,
  setField,
  setTable,
  wholePath,
} from './mapping-edits.ts';
import { useMapperScope } from './mapper-scope.ts';
import { scalarOf } from './typed-scalar.ts';
import { ValueTableEditor } from './value-table-editor.tsx';

interface FieldDetailProps {
  readonly roots: readonly FieldNode[];
  readonly targets: readonly FieldNode[];
  readonly mapping: FieldsMapping;
  readonly selected: string | undefined;
  readonly outcome: Outcome | undefined;
  readonly findings: readonly Finding[];
  readonly onChange: (mapping: MappingSource, gesture?: string) => void;
}

type Kind = FieldSource['kind'];

/** The line of the chosen target: what kind it is, what it says, what it gives. */
export function FieldDetail({ roots, targets, mapping, selected, outcome, findings, onChange }: FieldDetailProps) {
  const t = useText(designerMessages);
  const { editable } = useMapperScope();
  const node = selected === undefined ? undefined : [...allFields(targets)].find((one) => one.key === selected);
  if (!node) {
    return (
      <div className="m-hint">
        <b>{t('selectTarget')}</b>
        <span>{t('selectTargetText')}</span>
      </div>
    );
  }
  const found = fieldAt(mapping, node.path);
  const field = found?.field;
  const put = (change: (before: MappingField | undefined) => MappingField | undefined, gesture?: string) =>
    onChange(
      setField(mapping, node.path, (before) => change(before?.field)),
      gesture && `${node.key}.${gesture}`,
    );
  const begin = (kind: Kind) => onChange(begun(kind, mapping, node, roots));
  const options: { value: Kind; label: string }[] = [
    { value: 'path', label: t('asPath') },
    { value: 'expression', label: t('asExpression') },
    { value: 'constant', label: t('asConstant') },
    { value: 'table', label: t('asTable') },
    ...(field?.source.kind === 'each' ? [{ value: 'each' as const, label: t('each') }] : []),
  ];
  return (
    <div>
      <div className="m-detail-head">
        <h3 className="j-ellipsis" title={node.path.join('.')}>
          {node.required && <span className="d-required">*</span>}
          {node.title}
        </h3>
        <Segmented
          size="small"
          disabled={!editable}
          value={field?.source.kind ?? ('' as Kind)}
          options={options}
          onChange={(kind) => begin(kind)}
        />
        <span style={{ flex: 1 }} />
        {field && (
          <Button
            size="small"
            type="text"
            danger
            disabled={!editable}
            onClick={() => onChange(clearField(mapping, node.path))}
          >
            {t('clearLine')}
          </Button>
        )}
      </div>
      {found && (
        <SourceEditor node={node} found={found} roots={roots} mapping={mapping} put={put} onChange={onChange} />
      )}
      {field && field.source.kind !== 'each' && <Options field={field} put={put} />}
      {outcome && <ResultLine outcome={outcome} />}
      {field &&
        findings.map((finding, index) => (
          <FindingLine
            key={index}
            finding={finding}
            onFix={editable && finding.fix ? () => onChange(withFix(mapping, finding.fix!)) : undefined}
          />
        ))}
    </div>
  );
}

/** A line of another kind, keeping what can be kept: a path becomes the expression that reads it, and so on. */
function begun(kind: Kind, mapping: FieldsMapping, node: FieldNode, roots: readonly FieldNode[]): FieldsMapping {
  const lists = listsAround(mapping, node.path);
  const before = fieldAt(mapping, node.path)?.field.source;
  const path =
    before && (before.kind === 'path' || before.kind === 'table')
      ? { path: before.path, ...(before.from ? { from: before.from } : {}) }
      : pathFrom(firstPath(roots), lists);
  const put = (source: FieldSource, into = mapping) =>
    setField(into, node.path, (old) => ({ ...old?.field, target: node.path, source }));
  switch (kind) {
    case 'path':
      return put({ kind: 'path', ...path });
    case 'constant':
      return put({
        kind: 'constant',
        value:
          node.choices[0]?.value ??
          (node.type === 'boolean' ? false : node.type === 'number' || node.type === 'integer' ? 0 : ''),
      });
    case 'expression':
      return put({
        kind: 'expression',
        expression: before ? sourceText(before, lists) : wholePath({ ...path }, lists).join('.'),
      });
    case 'table': {
      const name = freshTableName(mapping, node.name);
      const entries = node.choices.map((choice) => ({ from: choice.value, to: choice.value }));
      return put(
        { kind: 'table', ...path, table: name },
        setTable(mapping, name, { entries, unmatched: { policy: 'fail' } }),
      );
    }
    case 'each':
      return mapping;
  }
}

function firstPath(roots: readonly FieldNode[]): readonly string[] {
  return roots[0]?.path ?? ['trigger'];
}

interface SourceEditorProps {
  readonly node: FieldNode;
  readonly found: NonNullable<ReturnType<typeof fieldAt>>;
  readonly roots: readonly FieldNode[];
  readonly mapping: FieldsMapping;
  readonly put: (change: (before: MappingField | undefined) => MappingField | undefined, gesture?: string) => void;
  readonly onChange: FieldDetailProps['onChange'];
}

function SourceEditor({ node, found, roots, mapping, put, onChange }: SourceEditorProps) {
  const t = useText(designerMessages);
  const language = useLanguage();
  const { editable } = useMapperScope();
  const { field, lists } = found;
  const { source } = field;
  const setPath = (whole: readonly string[]) =>
    put((before) =>
      before && 'path' in before.source
        ? { ...before, source: { ...withoutFrom(before.source), ...pathFrom(whole, lists) } as FieldSource }
        : before,
    );
  switch (source.kind) {
    case 'path':
      return <PathSelect roots={roots} value={wholePath(source, lists)} onChange={setPath} />;
    case 'each':
      return (
        <>
          <p className="j-muted" style={{ margin: '0 0 8px' }}>
            {t('oneOf', { list: wholePath(source, lists).join('.') })}
          </p>
          <PathSelect roots={roots} value={wholePath(source, lists)} onChange={setPath} listsOnly />
        </>
      );
    case 'constant':
      return (
        <FieldControl
          id="mapper-constant"
          schema={constantSchema(node)}
          value={source.value}
          disabled={!editable}
          onChange={(value) =>
            put((before) => before && { ...before, source: { kind: 'constant', value: value ?? null } }, 'constant')
          }
        />
      );
    case 'expression':
      return (
        <ExpressionEditor
          key={node.key}
          label={t('asExpression')}
          value={source.expression}
          roots={roots}
          functions={functionHelp(language)}
          rows={4}
          disabled={!editable}
          onChange={(expression) =>
            put(
              (before) =>
                before && {
                  ...before,
                  source: { kind: 'expression', expression: expression === '' ? ' ' : expression },
                },
              'expression',
            )
          }
        />
      );
    case 'table': {
      const table = mapping.tables?.[source.table];
      return (
        <>
          <PathSelect roots={roots} value={wholePath(source, lists)} onChange={setPath} />
          {table && (
            <ValueTableEditor
              table={table}
              sourceChoices={
                [...allFields(roots)].find((one) => one.path.join('.') === wholePath(source, lists).join('.'))
                  ?.choices ?? []
              }
              targetChoices={node.choices}
              onChange={(next) => onChange(setTable(mapping, source.table, next), `${node.key}.table`)}
            />
          )}
        </>
      );
    }
  }
}

function withoutFrom<S extends object>(source: S): Omit<S, 'from'> {
  const { from: _, ...rest } = source as S & { from?: unknown };
  return rest;
}

function constantSchema(node: FieldNode) {
  const type = ['string', 'number', 'integer', 'boolean'].includes(node.type) ? node.type : undefined;
  return {
    ...(type === undefined || node.isList ? {} : { type }),
    ...(node.choices.length > 0
      ? { oneOf: node.choices.map((choice) => ({ const: choice.value, title: choice.label })) }
      : {}),
  };
}

interface PathSelectProps {
  readonly roots: readonly FieldNode[];
  readonly value: readonly string[];
  readonly onChange: (path: readonly string[]) => void;
  readonly listsOnly?: boolean;
}

function PathSelect({ roots, value, onChange, listsOnly = false }: PathSelectProps) {
  const t = useText(designerMessages);
  const { editable } = useMapperScope();
  const fields = [...allFields(roots)].filter((node) => !listsOnly || node.isList);
  const options = fields.map((node) => ({
    value: node.path.join('.'),
    label: node.path.join('.'),
    title: node.title,
    node,
  }));
  return (
    <Select
      style={{ width: '100%' }}
      showSearch={{ optionFilterProp: ['label', 'title'] }}
      aria-label={t('sourceField')}
      value={value.join('.')}
      disabled={!editable}
      options={options}
      optionRender={(option) => (
        <span style={{ display: 'flex', gap: 8 }}>
          <span>{option.data.node.title}</span>
          <span className="j-mono j-muted">{option.data.value}</span>
          <span className="j-muted" style={{ marginLeft: 'auto' }}>
            {sampleText(option.data.node.sample)}
          </span>
        </span>
      )}
      onChange={(path: string) => {
        const chosen = fields.find((node) => node.path.join('.') === path);
        if (chosen) onChange(chosen.path);
      }}
    />
  );
}

const coercions = ['string', 'number', 'integer', 'boolean', 'date', 'date-time', 'list', 'single'] as const;

/** Conversion and fallback: the two things that come after the source. */
function Options({ field, put }: { readonly field: MappingField; readonly put: SourceEditorProps['put'] }) {
  const t = useText(designerMessages);
  const { editable } = useMapperScope();
  const setCoercion = (to: string) => put((before) => before && withCoercion(before, to));
  const setFallback = (fallback: MappingField['fallback']) =>
    put((before) => before && withFallback(before, fallback), 'fallback');
  return (
    <div className="m-options">
      <label>
        {t('coercion')}
        <Select
          size="small"
          style={{ width: 130 }}
          disabled={!editable}
          value={field.coercion?.to ?? ''}
          options={[
            { value: '', label: t('coercionNone') },
            ...coercions.map((to) => ({ value: to as string, label: to as string })),
          ]}
          onChange={setCoercion}
        />
      </label>
      <label>
        {t('fallback')}
        <Select
          size="small"
          style={{ width: 140 }}
          disabled={!editable}
          value={field.fallback ? 'value' : ''}
          options={[
            { value: '', label: t('fallbackNone') },
            { value: 'value', label: t('fallbackValue') },
          ]}
          onChange={(choice) => setFallback(choice === '' ? undefined : { when: 'empty', value: '' })}
        />
        {field.fallback && (
          <Input
            size="small"
            style={{ width: 140 }}
            disabled={!editable}
            aria-label={t('fallbackValue')}
            value={valueText(field.fallback.value)}
            onChange={(event) => setFallback({ when: 'empty', value: scalarOf(event.target.value) })}
          />
        )}
      </label>
    </div>
  );
}

function withCoercion(field: MappingField, to: string): MappingField {
  const { coercion: _, ...rest } = field;
  if (to === '') return rest;
  const coercion = to === 'date' || to === 'date-time' ? { to, zone: 'Asia/Shanghai' } : { to };
  return { ...rest, coercion: coercion as Coercion };
}

function withFallback(field: MappingField, fallback: MappingField['fallback']): MappingField {
  const { fallback: _, ...rest } = field;
  return fallback === undefined ? rest : { ...rest, fallback };
}

function ResultLine({ outcome }: { readonly outcome: Outcome }) {
  const t = useText(designerMessages);
  const text =
    outcome.kind === 'problem'
      ? outcome.problem.message
      : outcome.value === undefined
        ? t('missingValue')
        : JSON.stringify(outcome.value);
  return (
    <div style={{ display: 'flex', gap: 10, alignItems: 'baseline', marginTop: 14 }} role="status">
      <span className="j-muted" style={{ flex: 'none', fontSize: 12.5 }}>
        {t('resultNow')}
      </span>
      <span
        className="j-mono"
        style={{ color: outcome.kind === 'problem' ? 'var(--j-error)' : 'var(--j-success)', overflowWrap: 'anywhere' }}
      >
        {text.slice(0, 600)}
      </span>
    </div>
  );
}

/** What the type check says, in one sentence, with the button that mends it where there is one. */
function FindingLine({ finding, onFix }: { readonly finding: Finding; readonly onFix: (() => void) | undefined }) {
  const language = useLanguage();
  return (
    <div style={{ display: 'flex', gap: 8, alignItems: 'center', marginTop: 10, fontSize: 13 }} role="alert">
      <span className={`m-mark ${finding.severity}`} aria-hidden="true">
        !
      </span>
      <span style={{ minWidth: 0 }}>{finding.message[language]}</span>
      {onFix && finding.fix && (
        <Button size="small" onClick={onFix}>
          {finding.fix.label[language]}
        </Button>
      )}
    </div>
  );
}
