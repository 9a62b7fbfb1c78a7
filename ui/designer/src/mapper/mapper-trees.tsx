import { PlusOutlined } from '@ant-design/icons';
import type { FieldsMapping, MappingField } from '@joinery/contracts';
import type { Finding } from '@joinery/mapping';
import { useLanguage, useText } from '@joinery/ui-kit';
import { Button, Input } from 'antd';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { designerMessages } from '../designer.messages.ts';
import type { Outcome } from './evaluate.ts';
import {
  allFields,
  pathKey,
  quietBranches,
  sampleText,
  visibleRows,
  type FieldNode,
  type FieldRow,
} from './field-tree.ts';
import { drawnLines, linePath, rowIndexes } from './line-geometry.ts';
import { useMapperScope } from './mapper-scope.ts';
import { connectFields, fieldAt, mapperLines, setField, type MapperLine } from './mapping-edits.ts';
import { requestFor } from './connect-request.ts';
import { neededKeys } from './needed.ts';
import { Fold, TreeView, typeText, useViewport } from './tree-view.tsx';

interface MapperTreesProps {
  readonly roots: readonly FieldNode[];
  readonly targets: readonly FieldNode[];
  readonly mapping: FieldsMapping;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly selected: string | undefined;
  readonly onSelect: (key: string | undefined) => void;
  readonly onChange: (mapping: FieldsMapping, gesture?: string) => void;
  /** The target has no schema: a person adds its fields. */
  readonly open: boolean;
}

export function MapperTrees(props: MapperTreesProps) {
  const { roots, targets, mapping, outcomes, findings, selected, onSelect, onChange, open } = props;
  const t = useText(designerMessages);
  const { editable } = useMapperScope();
  const [sourceQuery, setSourceQuery] = useState('');
  const [targetQuery, setTargetQuery] = useState('');
  const [closedSources, toggleSource] = useClosed(() => quietBranches(roots));
  const [closedTargets, toggleTarget] = useClosed(() => new Set());
  const [sourceView, setSourceView] = useViewport();
  const [targetView, setTargetView] = useViewport();
  const [armed, setArmed] = useState<string>();
  const dragged = useRef<FieldNode>(undefined);
  const sourceRows = useMemo(() => visibleRows(roots, closedSources, sourceQuery), [roots, closedSources, sourceQuery]);
  const targetRows = useMemo(
    () => visibleRows(targets, closedTargets, targetQuery),
    [targets, closedTargets, targetQuery],
  );
  const lines = useMemo(() => mapperLines(mapping), [mapping]);
  const needed = useMemo(() => neededKeys(targets, mapping), [targets, mapping]);
  const revealed = useRevealed(lines, selected, sourceRows);
  const drawn = drawnLines({ lines, sourceRows, targetRows, source: sourceView, target: targetView });
  const join = (source: FieldNode, target: FieldNode) => {
    onChange(connectFields(mapping, requestFor(source, target, roots, targets)));
    onSelect(target.key);
    setArmed(undefined);
  };
  const armedNode = armed === undefined ? undefined : [...allFields(roots)].find((node) => node.key === armed);
  return (
    <div className="m-trees">
      <TreeView
        title={t('source')}
        rows={sourceRows}
        query={sourceQuery}
        onQuery={setSourceQuery}
        viewport={sourceView}
        onViewport={setSourceView}
        empty={t('noData')}
        reveal={revealed}
      >
        {(row, top) => (
          <SourceRow
            key={row.node.key}
            row={row}
            top={top}
            armed={armed === row.node.key}
            onToggle={toggleSource}
            onArm={() => setArmed((now) => (now === row.node.key ? undefined : row.node.key))}
            onDrag={editable ? (node) => (dragged.current = node) : undefined}
          />
        )}
      </TreeView>
      <Lines drawn={drawn} selected={selected} onSelect={onSelect} />
      <TreeView
        title={t('target')}
        rows={targetRows}
        query={targetQuery}
        onQuery={setTargetQuery}
        viewport={targetView}
        onViewport={setTargetView}
        empty={t('noSchemaTarget')}
        foot={open && editable && <AddField mapping={mapping} onChange={onChange} onSelect={onSelect} />}
      >
        {(row, top) => (
          <TargetRow
            key={row.node.key}
            row={row}
            top={top}
            field={fieldAt(mapping, row.node.path)?.field}
            needed={needed.has(row.node.key)}
            outcome={outcomes.get(row.node.key)}
            finding={findings.get(row.node.key)?.[0]}
            selected={selected === row.node.key}
            onToggle={toggleTarget}
            onSelect={() => (armedNode && editable ? join(armedNode, row.node) : onSelect(row.node.key))}
            onDrop={() => dragged.current && editable && join(dragged.current, row.node)}
          />
        )}
      </TreeView>
    </div>
  );
}

/** The row where the chosen line begins. */
function useRevealed(
  lines: readonly MapperLine[],
  selected: string | undefined,
  rows: readonly FieldRow[],
): number | undefined {
  return useMemo(() => {
    const key = lines.find((line) => line.targetKey === selected)?.sourceKeys[0];
    return key === undefined ? undefined : rowIndexes(rows)(key);
  }, [lines, selected, rows]);
}

function useClosed(initial: () => ReadonlySet<string>): readonly [ReadonlySet<string>, (key: string) => void] {
  const [closed, setClosed] = useState(initial);
  const toggle = (key: string) =>
    setClosed((now) => {
      const next = new Set(now);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  return [closed, toggle];
}

interface SourceRowProps {
  readonly row: FieldRow;
  readonly top: number;
  readonly armed: boolean;
  readonly onToggle: (key: string) => void;
  readonly onArm: () => void;
  readonly onDrag: ((node: FieldNode) => void) | undefined;
}

function SourceRow({ row, top, armed, onToggle, onArm, onDrag }: SourceRowProps) {
  const { node, depth } = row;
  return (
    <div
      role="treeitem"
      tabIndex={0}
      aria-selected={armed}
      aria-label={node.path.join('.')}
      className={['m-row', 'source', depth === 0 ? 'root' : '', armed ? 'selected' : ''].join(' ')}
      style={{ top, paddingLeft: 8 + depth * 16 }}
      draggable={onDrag !== undefined}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', node.path.join('.'));
        event.dataTransfer.effectAllowed = 'link';
        onDrag?.(node);
      }}
      onClick={onArm}
      onKeyDown={onEnter(onArm)}
      title={node.path.join('.')}
    >
      <Fold row={row} onToggle={onToggle} />
      <span className="m-title">{node.title}</span>
      {node.title !== node.name && <span className="m-name">{node.name}</span>}
      <span className="m-value">
        {node.sensitive ? '***' : sampleText(node.children.length > 0 && !node.isList ? undefined : node.sample)}
      </span>
      {(node.sample === undefined || node.isList) && depth > 0 && <span className="m-type">{typeText(node)}</span>}
      <span className="m-knob" />
    </div>
  );
}

interface TargetRowProps {
  readonly row: FieldRow;
  readonly top: number;
  readonly field: MappingField | undefined;
  /** Required here, and nothing feeds it. */
  readonly needed: boolean;
  readonly outcome: Outcome | undefined;
  readonly finding: Finding | undefined;
  readonly selected: boolean;
  readonly onToggle: (key: string) => void;
  readonly onSelect: () => void;
  readonly onDrop: () => void;
}

const kindKeys = {
  path: undefined,
  constant: 'asConstant',
  expression: 'asExpression',
  table: 'asTable',
  each: 'each',
} as const;

function TargetRow({
  row,
  top,
  field,
  needed,
  outcome,
  finding,
  selected,
  onToggle,
  onSelect,
  onDrop,
}: TargetRowProps) {
  const t = useText(designerMessages);
  const language = useLanguage();
  const [over, setOver] = useState(false);
  const { node, depth } = row;
  const kindKey = field && kindKeys[field.source.kind];
  return (
    <div
      role="treeitem"
      tabIndex={0}
      aria-selected={selected}
      aria-label={node.path.join('.')}
      className={['m-row', 'target', selected ? 'selected' : '', over ? 'drop' : ''].join(' ')}
      style={{ top, paddingLeft: 12 + depth * 16 }}
      onClick={onSelect}
      onKeyDown={onEnter(onSelect)}
      onDragOver={(event) => {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'link';
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDrop();
      }}
      title={node.path.join('.')}
    >
      <span className={['m-knob', field ? 'fed' : '', needed ? 'needed' : ''].join(' ')} />
      <Fold row={row} onToggle={onToggle} />
      <span className="m-title">
        {node.required && <span className="d-required">*</span>}
        {node.title}
      </span>
      {node.title !== node.name && <span className="m-name">{node.name}</span>}
      {kindKey && <span className="m-kind">{t(kindKey)}</span>}
      {finding && field && (
        <span
          className={`m-mark ${finding.severity}`}
          role="img"
          title={finding.message[language]}
          aria-label={finding.message[language]}
        >
          !
        </span>
      )}
      <OutcomeText outcome={outcome} needed={needed} />
      <span className="m-type">{typeText(node)}</span>
    </div>
  );
}

function OutcomeText({ outcome, needed }: { readonly outcome: Outcome | undefined; readonly needed: boolean }) {
  const t = useText(designerMessages);
  if (outcome?.kind === 'problem') return <span className="m-value problem">{outcome.problem.message}</span>;
  if (outcome)
    return outcome.value === undefined ? (
      <span className="m-value">{t('missingValue')}</span>
    ) : (
      <span className="m-value result">{sampleText(outcome.value)}</span>
    );
  return <span className={needed ? 'm-value problem' : 'm-value'}>{needed ? t('requiredEmpty') : ''}</span>;
}

function onEnter(act: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    act();
  };
}

interface LinesProps {
  readonly drawn: ReturnType<typeof drawnLines>;
  readonly selected: string | undefined;
  readonly onSelect: (key: string) => void;
}

function Lines({ drawn, selected, onSelect }: LinesProps) {
  const host = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(160);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    watch.observe(host.current!);
    return () => watch.disconnect();
  }, []);
  return (
    <div className="m-lines" ref={host} aria-hidden="true">
      <svg>
        {drawn.map((line) => {
          const path = linePath(line.fromY, line.toY, width);
          return (
            <g
              key={line.key}
              className={[line.kind, line.hidden ? 'hidden' : '', line.targetKey === selected ? 'selected' : ''].join(
                ' ',
              )}
              onClick={() => onSelect(line.targetKey)}
            >
              <path className="hit" d={path} />
              <path className="line" d={path} />
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function AddField({ mapping, onChange, onSelect }: Pick<MapperTreesProps, 'mapping' | 'onChange' | 'onSelect'>) {
  const t = useText(designerMessages);
  const [name, setName] = useState('');
  const add = () => {
    const path = name.trim().split('.').filter(Boolean);
    if (path.length === 0 || fieldAt(mapping, path)) return;
    onChange(setField(mapping, path, () => ({ target: path, source: { kind: 'constant', value: null } })));
    onSelect(pathKey(path));
    setName('');
  };
  return (
    <div style={{ display: 'flex', gap: 8, padding: 10, borderTop: '1px solid var(--j-line)' }}>
      <Input
        size="small"
        value={name}
        placeholder={t('fieldName')}
        aria-label={t('fieldName')}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={add}
      />
      <Button size="small" icon={<PlusOutlined />} onClick={add}>
        {t('addField')}
      </Button>
    </div>
  );
}
