import { pathKey, type FieldRow } from './field-tree.ts';
import type { MapperLine } from './mapping-edits.ts';

/** Height of one row of a tree, in pixels. */
export const rowHeight = 36;

export interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
}

export interface DrawnLine {
  readonly key: string;
  readonly kind: MapperLine['kind'];
  readonly targetKey: string;
  readonly fromY: number;
  readonly toY: number;
  /** An end is scrolled out of sight, or stands for a row that is folded away. */
  readonly hidden: boolean;
}

/** Where each key stands: its own row, or the nearest row above it that is shown. */
export function rowIndexes(rows: readonly FieldRow[]): (key: string) => number | undefined {
  const index = new Map(rows.map((row, at) => [row.node.key, at]));
  return (key) => {
    const path = key.split('\u0000');
    for (let length = path.length; length > 0; length--) {
      const found = index.get(pathKey(path.slice(0, length)));
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

interface LinesRequest {
  readonly lines: readonly MapperLine[];
  readonly sourceRows: readonly FieldRow[];
  readonly targetRows: readonly FieldRow[];
  readonly source: Viewport;
  readonly target: Viewport;
}

/** The lines that can be seen, with ends kept at the border where a row is scrolled away. */
export function drawnLines({ lines, sourceRows, targetRows, source, target }: LinesRequest): readonly DrawnLine[] {
  const sourceIndex = rowIndexes(sourceRows);
  const targetIndex = rowIndexes(targetRows);
  return lines.flatMap((line) =>
    line.sourceKeys.flatMap((sourceKey): readonly DrawnLine[] => {
      const from = sourceIndex(sourceKey);
      const to = targetIndex(line.targetKey);
      if (from === undefined || to === undefined) return [];
      const fromY = rowY(from, source);
      const toY = rowY(to, target);
      const seenFrom = within(fromY, source);
      const seenTo = within(toY, target);
      if (!seenFrom && !seenTo) return [];
      return [
        {
          key: `${sourceKey}>${line.targetKey}`,
          kind: line.kind,
          targetKey: line.targetKey,
          fromY: clamp(fromY, source),
          toY: clamp(toY, target),
          hidden: !seenFrom || !seenTo,
        },
      ];
    }),
  );
}

function rowY(index: number, { scrollTop }: Viewport): number {
  return index * rowHeight + rowHeight / 2 - scrollTop;
}

function within(y: number, { height }: Viewport): boolean {
  return y >= 0 && y <= height;
}

function clamp(y: number, { height }: Viewport): number {
  return Math.min(Math.max(y, 0), height);
}

/** A calm curve from left to right. */
export function linePath(fromY: number, toY: number, width: number): string {
  const bend = Math.max(24, width * 0.45);
  return `M0 ${fromY}C${bend} ${fromY} ${width - bend} ${toY} ${width} ${toY}`;
}

/** The rows worth drawing, with a few beyond the border. */
export function shownRange(
  count: number,
  { scrollTop, height }: Viewport,
): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - 6);
  return { first, last: Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + 6) };
}
