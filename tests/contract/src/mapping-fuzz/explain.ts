import { wholePartials } from './heal.ts';
import { areAlike, areAlikeButForPlace, referenceTreated, type Outcome, type Treatment } from './outcome.ts';
import { mayNeverEnd, quirks, type Difference } from './quirks.ts';

const treatable = quirks.flatMap(({ name, without }) => (without ? [{ name, without }] : []));

/**
 * The names of the quirks behind a difference: one that it is gone without; or, where several come together, those that
 * it is gone without all of, or what is left then looks like. None where nothing explains it.
 */
export async function explanationOf(difference: Difference): Promise<readonly string[]> {
  for (const { name, without } of treatable) if (await isGone(difference, without)) return [name];
  const known = lookOf(difference);
  if (known) return [known];
  const all = treatable.map(({ without }) => without);
  const whole: Treatment = { heals: all.flatMap(({ heals }) => heals), inOrder: true };
  const reference = await referenceTreated(difference.source, difference.input, whole);
  if (!reference) return [];
  const names = treatable.map(({ name }) => name);
  if (areTreatedAlike(reference, difference.ours, whole)) return names;
  const left = lookOf({ ...difference, reference });
  return left ? [left] : [];
}

async function isGone({ source, tree, input, ours }: Difference, without: Treatment): Promise<boolean> {
  if (tree && mayNeverEnd(tree, without)) return false;
  const outcome = await referenceTreated(source, input, without);
  return outcome !== undefined && areTreatedAlike(outcome, ours, without);
}

function areTreatedAlike(outcome: Outcome, ours: Outcome, { heals }: Treatment): boolean {
  return heals.includes(wholePartials) ? areAlikeButForPlace(outcome, ours) : areAlike(outcome, ours);
}

function lookOf(difference: Difference): string | undefined {
  return quirks.find(({ explains }) => explains?.(difference))?.name;
}
