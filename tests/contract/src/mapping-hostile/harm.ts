import type { Hostile } from './corpus.ts';
import type { Measured } from './measured.ts';

/** The time that each evaluation is given, in ms. */
export const timeMs = 200;

/** How much longer than its time an evaluation may hold the process up, on a machine that is not slowed down. */
const overrunMs = 50;
const mostCompileMs = 200;
const mostGrowthMb = 100;

/** What an evaluation did that it must not; nothing when it ended as it should. */
export function harmOf(hostile: Hostile, found: Measured): readonly string[] {
  const harms: readonly (readonly [boolean, string])[] = [
    [!hostile.ends.includes(found.end), `ended with ${found.end}, not with ${hostile.ends.join(' or ')}`],
    [found.elapsedMs > timeMs + overrunMs * found.slowness, `took ${Math.round(found.elapsedMs)} ms of ${timeMs}`],
    [found.compileMs > mostCompileMs * found.slowness, `took ${Math.round(found.compileMs)} ms to compile`],
    [found.rssGrowthMb > mostGrowthMb, `grew the process by ${Math.round(found.rssGrowthMb)} MB`],
    [found.isPolluted, 'changed Object.prototype'],
  ];
  return harms.filter(([isDone]) => isDone).map(([, harm]) => harm);
}
