import type { JsonObject, Side } from '@joinery/contracts';
import type { Trail } from '../link-memory.ts';
import { canonicalText } from '../record/canonical-text.ts';

const hourMs = 3_600_000;
const remembered = 4;

export interface WriteToNote {
  readonly trail: Trail | undefined;
  readonly side: Side;
  readonly values: JsonObject;
  readonly now: number;
  readonly hash: (text: string) => string;
}

/** Remembers a write. One that has been made before within the hour is a flip: somebody keeps changing it back. */
export function noteWrite({ trail, side, values, now, hash }: WriteToNote): Trail {
  const mark = `${side}${hash(canonicalText(values)).slice(0, 12)}`;
  const current = trail && now - trail.since < hourMs ? trail : { since: now, flips: 0, writes: [] };
  return {
    since: current.since,
    flips: current.flips + (current.writes.includes(mark) ? 1 : 0),
    writes: [...current.writes, mark].slice(-remembered),
  };
}
