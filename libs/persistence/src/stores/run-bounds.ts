import type { RunId } from '@joinery/contracts';
import { idFloor, idTime } from '../ids.ts';

/** The ids' bounds keep a statement out of all partitions but theirs; an event is born just before its run. */
export function boundsOf(ids: readonly RunId[]): readonly [lowest: string, highest: string, lowestEvent: string] {
  let [lowest, highest] = [ids[0]!, ids[0]!];
  for (const id of ids) {
    if (id < lowest) lowest = id;
    if (id > highest) highest = id;
  }
  return [lowest, highest, idFloor(idTime(lowest) - 2_000)];
}
