import { describe, expect, it } from 'vitest';
import { errorReach, laneFor, lanePoints, roundedPath } from './edge-lane.ts';

const from = { x: 100, y: 0 };

describe('the way of an edge', () => {
  it('is the usual one where nothing stands in it', () => {
    expect(laneFor({ from, to: { x: 300, y: 200 }, boxes: [] })).toBeUndefined();
  });

  it('goes around a step that stands in it, without touching any', () => {
    const box = { x: 20, y: 60, width: 160, height: 64 };
    const lane = laneFor({ from, to: { x: 100, y: 200 }, boxes: [box] })!;
    expect(lane < box.x || lane > box.x + box.width).toBe(true);
  });

  it('keeps to the target’s column where that is free', () => {
    const box = { x: 20, y: 60, width: 160, height: 300 };
    expect(laneFor({ from, to: { x: 400, y: 420 }, boxes: [box] })).toBe(400);
  });

  it('goes down before it goes across when a step stands beside its side exit', () => {
    const source = { x: 100 - errorReach - 256, y: -32, width: 256, height: 64 };
    const beside = { x: 160, y: -32, width: 256, height: 64 };
    expect(laneFor({ from, to: { x: 260, y: 120 }, boxes: [source, beside], sideways: true })).toBe(100);
  });

  it('does not try where there is no room to turn', () => {
    expect(laneFor({ from, to: { x: 100, y: 30 }, boxes: [{ x: 0, y: 5, width: 300, height: 10 }] })).toBeUndefined();
  });

  it('is drawn through its corners', () => {
    expect(roundedPath(lanePoints(from, { x: 100, y: 200 }, 300), 10)).toMatch(
      /^M100 0L100 18Q100 28 110 28.*L100 200$/,
    );
  });
});
