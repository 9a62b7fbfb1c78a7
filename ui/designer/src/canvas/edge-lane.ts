import type { Position } from '../document/edits.ts';

export interface Box extends Position {
  readonly width: number;
  readonly height: number;
}

interface LaneRequest {
  readonly from: Position;
  readonly to: Position;
  /** What stands in the way: every step of the same graph. */
  readonly boxes: readonly Box[];
  /** It leaves at the side: its usual way is across first, then down. */
  readonly sideways?: boolean;
}

/** Where an edge turns below its source and above its target. */
export const turn = 28;
const clearance = 14;
/** How far an edge goes sideways out of the error exit before it turns: clear of its own step. */
export const errorReach = 18;

/**
 * The x at which an edge runs down when its usual way would cross a step, or nothing where the way is free or there
 * is no room to turn.
 */
export function laneFor({ from, to, boxes, sideways = false }: LaneRequest): number | undefined {
  if (to.y - from.y < 2 * turn) return undefined;
  const middle = sideways ? from.y : (from.y + to.y) / 2;
  if (free(boxes, way(from, to, middle))) return undefined;
  const candidates = [
    from.x,
    to.x,
    ...boxes.flatMap((box) => [box.x - 2 * clearance, box.x + box.width + 2 * clearance]),
  ];
  const nearest = candidates.toSorted((a, b) => detour(a, from, to) - detour(b, from, to));
  return (sideways ? [from.x, ...nearest] : nearest).find((x) => free(boxes, laneWay(from, to, x)));
}

function detour(x: number, from: Position, to: Position): number {
  return Math.abs(x - from.x) + Math.abs(x - to.x) * 1.1;
}

interface Segment {
  readonly a: Position;
  readonly b: Position;
}

function way(from: Position, to: Position, middle: number): readonly Segment[] {
  const [first, second] = [
    { x: from.x, y: middle },
    { x: to.x, y: middle },
  ];
  return [
    { a: from, b: first },
    { a: first, b: second },
    { a: second, b: to },
  ];
}

function laneWay(from: Position, to: Position, x: number): readonly Segment[] {
  const points = lanePoints(from, to, x);
  return points.slice(1).map((b, index) => ({ a: points[index]!, b }));
}

/** The corners of an edge that runs down at `x`. */
export function lanePoints(from: Position, to: Position, x: number): readonly Position[] {
  return [
    from,
    { x: from.x, y: from.y + turn },
    { x, y: from.y + turn },
    { x, y: to.y - turn },
    { x: to.x, y: to.y - turn },
    to,
  ];
}

function free(boxes: readonly Box[], segments: readonly Segment[]): boolean {
  return segments.every((segment) => boxes.every((box) => !hits(box, segment)));
}

function hits(box: Box, { a, b }: Segment): boolean {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  return (
    right > box.x - clearance &&
    left < box.x + box.width + clearance &&
    bottom > box.y + 1 &&
    top < box.y + box.height - 1
  );
}

/** A line through corners, each rounded. */
export function roundedPath(points: readonly Position[], radius: number): string {
  const kept = points.filter(
    (point, index) => index === 0 || point.x !== points[index - 1]!.x || point.y !== points[index - 1]!.y,
  );
  return kept
    .map((point, index) => {
      const [before, after] = [kept[index - 1], kept[index + 1]];
      if (!before) return `M${point.x} ${point.y}`;
      if (!after) return `L${point.x} ${point.y}`;
      const enter = towards(point, before, radius);
      const leave = towards(point, after, radius);
      return `L${enter.x} ${enter.y}Q${point.x} ${point.y} ${leave.x} ${leave.y}`;
    })
    .join('');
}

function towards(from: Position, to: Position, radius: number): Position {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = Math.min(radius, length / 2) / (length || 1);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
