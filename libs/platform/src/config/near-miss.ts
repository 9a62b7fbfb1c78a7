/** Names shorter than this resemble too much that belongs to others. */
const shortest = 8;

/** The name that was probably meant: one or two slips of the keyboard away. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  return known.find((one) => one.length >= shortest && slips(name.toUpperCase(), one) <= (one.length > 12 ? 2 : 1));
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one to the other. */
function slips(from: string, to: string): number {
  const rows = Array.from({ length: from.length + 1 }, (_, i) =>
    Array.from({ length: to.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= from.length; i += 1) {
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = at(i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      rows[i]![j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swapped);
    }
  }
  return at(from.length, to.length);
}
