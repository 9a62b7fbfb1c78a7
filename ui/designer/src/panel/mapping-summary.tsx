import { ArrowLeftOutlined, PartitionOutlined } from '@ant-design/icons';
import type { FieldSource, JsonSchema, MappingSource } from '@joinery/contracts';
import { useLanguage, useText } from '@joinery/ui-kit';
import { Button } from 'antd';
import { useMemo } from 'react';
import { designerMessages } from '../designer.messages.ts';
import { useDraftActions } from '../draft/draft-context.tsx';
import { allFields, fieldTree } from '../mapper/field-tree.ts';
import { allLines, fieldAt, wholePath } from '../mapper/mapping-edits.ts';
import { neededKeys } from '../mapper/needed.ts';

interface MappingSummaryProps {
  readonly stepId: string;
  readonly mapping: MappingSource;
  readonly schema: JsonSchema | undefined;
}

const shownRows = 12;

/** A mapping in the panel: what feeds each field, and the way into the mapper. */
export function MappingSummary({ stepId, mapping, schema }: MappingSummaryProps) {
  const t = useText(designerMessages);
  const language = useLanguage();
  const { map } = useDraftActions();
  const rows = useMemo(() => summaryRows(mapping, schema, language), [mapping, schema, language]);
  const missing = rows.filter((row) => row.missing).length;
  const done = rows.filter((row) => row.from !== undefined).length;
  return (
    <div className="d-map-summary">
      <div className="d-map-head">
        <span style={missing > 0 ? { color: 'var(--j-error)' } : undefined}>
          {missing > 0
            ? t('missingRequired', { count: missing })
            : mapping.kind === 'expression'
              ? t('asExpression')
              : t('mappedCount', { done, all: rows.length })}
        </span>
        <Button size="small" type="primary" ghost icon={<PartitionOutlined />} onClick={() => map(stepId)}>
          {t('openMapper')}
        </Button>
      </div>
      {rows.slice(0, shownRows).map((row) => (
        <button
          type="button"
          key={row.target}
          className={row.missing ? 'd-map-row missing' : 'd-map-row'}
          onClick={() => map(stepId)}
        >
          <span className="j-ellipsis" title={row.target}>
            {row.required && <span className="d-required">*</span>}
            {row.title}
          </span>
          <ArrowLeftOutlined style={{ color: 'var(--j-text-3)', fontSize: 11 }} />
          <span className="from j-ellipsis" title={row.from}>
            {row.from ?? (row.missing ? t('requiredEmpty') : '—')}
          </span>
        </button>
      ))}
    </div>
  );
}

interface SummaryRow {
  readonly target: string;
  readonly title: string;
  readonly required: boolean;
  readonly missing: boolean;
  readonly from: string | undefined;
}

/** The top fields of the target, and deeper ones that are fed. */
function summaryRows(
  mapping: MappingSource,
  schema: JsonSchema | undefined,
  language: 'zh' | 'en',
): readonly SummaryRow[] {
  if (mapping.kind === 'expression') return [];
  const root = fieldTree({ path: [], name: '', schema, sample: undefined, language });
  const nodes = [...allFields(root.children)];
  const needed = neededKeys(root.children, mapping);
  const lines = new Map([...allLines(mapping.fields)].map((line) => [line.target.join('.'), line]));
  const known = nodes.flatMap((node): readonly SummaryRow[] => {
    const line = fieldAt(mapping, node.path);
    const feedsBelow = [...lines.keys()].some((target) => target.startsWith(`${node.path.join('.')}.`));
    if (!line && (node.path.length > 1 || feedsBelow) && !needed.has(node.key)) return [];
    return [
      {
        target: node.path.join('.'),
        title: titlePath(nodes, node.path),
        required: node.required,
        missing: needed.has(node.key),
        from: line && sourceText(line.field.source, line.lists),
      },
    ];
  });
  const declared = new Set(known.map((row) => row.target));
  const own = [...lines]
    .filter(([target]) => !declared.has(target))
    .map(([target, line]) => ({
      target,
      title: target,
      required: false,
      missing: false,
      from: sourceText(line.field.source, line.lists),
    }));
  return [...known, ...own].toSorted((a, b) => Number(b.missing) - Number(a.missing));
}

function titlePath(
  nodes: readonly { readonly path: readonly string[]; readonly title: string }[],
  path: readonly string[],
): string {
  return path
    .map(
      (_, index) =>
        nodes.find((node) => node.path.join('.') === path.slice(0, index + 1).join('.'))?.title ?? path[index],
    )
    .join(' › ');
}

/** Where a field gets its value, on one line. */
export function sourceText(source: FieldSource, lists: readonly (readonly string[])[]): string {
  switch (source.kind) {
    case 'path':
    case 'each':
      return wholePath(source, lists).join('.');
    case 'table':
      return `${wholePath(source, lists).join('.')} ⇒ ${source.table}`;
    case 'constant':
      return JSON.stringify(source.value);
    case 'expression':
      return source.expression;
  }
}
