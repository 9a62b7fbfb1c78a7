import { CaretDownFilled, CaretRightFilled } from '@ant-design/icons';
import { Input } from 'antd';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useText } from '@joinery/ui-kit';
import { designerMessages } from '../designer.messages.ts';
import type { FieldRow } from './field-tree.ts';
import { rowHeight, shownRange, type Viewport } from './line-geometry.ts';

export interface TreeViewProps {
  readonly title: string;
  readonly rows: readonly FieldRow[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly viewport: Viewport;
  readonly onViewport: (viewport: Viewport) => void;
  readonly children: (row: FieldRow, top: number) => ReactNode;
  readonly empty: ReactNode;
  readonly foot?: ReactNode;
  /** A row to bring into sight when it changes. */
  readonly reveal?: number | undefined;
}

/** A tree as rows of one height, of which only those in sight are drawn. */
export function TreeView({
  title,
  rows,
  query,
  onQuery,
  viewport,
  onViewport,
  children,
  empty,
  foot,
  reveal,
}: TreeViewProps) {
  const t = useText(designerMessages);
  const scroller = useRef<HTMLDivElement>(null);
  const measure = () => {
    const { scrollTop = 0, clientHeight = 0 } = scroller.current ?? {};
    onViewport({ scrollTop, height: clientHeight });
  };
  useLayoutEffect(() => {
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(scroller.current!);
    return () => watch.disconnect();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useLayoutEffect(() => {
    const view = scroller.current;
    if (reveal === undefined || !view) return;
    const top = reveal * rowHeight;
    if (top < view.scrollTop || top + rowHeight > view.scrollTop + view.clientHeight)
      view.scrollTop = Math.max(0, top - view.clientHeight / 3);
  }, [reveal]);
  const { first, last } = shownRange(rows.length, viewport);
  return (
    <section className="m-tree" aria-label={title}>
      <div className="m-tree-head">
        {title}
        <Input
          size="small"
          allowClear
          placeholder={t('searchFields')}
          aria-label={`${title}: ${t('searchFields')}`}
          value={query}
          onChange={(event) => onQuery(event.target.value)}
        />
      </div>
      <div className="m-rows" ref={scroller} onScroll={measure} role="tree" aria-label={title}>
        {rows.length === 0 ? (
          <div className="m-hint">{empty}</div>
        ) : (
          <div style={{ height: rows.length * rowHeight }} />
        )}
        {rows.slice(first, last).map((row, index) => children(row, (first + index) * rowHeight))}
      </div>
      {foot}
    </section>
  );
}

export function useViewport(): readonly [Viewport, (viewport: Viewport) => void] {
  const [viewport, setViewport] = useState<Viewport>({ scrollTop: 0, height: 400 });
  return [viewport, setViewport];
}

export function Fold({ row, onToggle }: { readonly row: FieldRow; readonly onToggle: (key: string) => void }) {
  if (row.node.children.length === 0) return <span style={{ width: 18, flex: 'none' }} />;
  return (
    <button
      type="button"
      className="m-fold"
      aria-label={row.node.title}
      aria-expanded={row.open}
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        onToggle(row.node.key);
      }}
    >
      {row.open ? <CaretDownFilled /> : <CaretRightFilled />}
    </button>
  );
}

/** `string`, `object[]`: how a field's type is shown. */
export function typeText({ type, isList }: FieldRow['node']): string {
  return isList ? `${type}[]` : type;
}
