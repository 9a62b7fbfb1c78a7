/** The known name that a wrong one was surely meant to be: the only one that is close. */
export function nearName(name: string, known: readonly string[]): string | undefined {
  const plain = plainly(name);
  const same = known.filter((each) => plainly(each) === plain);
  if (same.length === 1) return same[0];
  const limit = Math.min(2, Math.floor(plain.length / 3));
  const close = known.filter(
    (each) => Math.abs(each.length - name.length) <= limit && distance(plain, plainly(each)) <= limit,
  );
  return close.length === 1 ? close[0] : undefined;
}

function plainly(name: string): string {
  return name.toLowerCase().replace(/[_\-\s]/g, '');
}

/** Edits (one character put in, left out, exchanged, or two swapped) from one name to the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next.push(cheapest(a, b, i, j, { before, row, next }));
    [before, row] = [row, next];
  }
  return row[b.length] ?? Infinity;
}

interface Rows {
  readonly before: readonly number[];
  readonly row: readonly number[];
  readonly next: readonly number[];
}

function cheapest(a: string, b: string, i: number, j: number, { before, row, next }: Rows): number {
  const at = (list: readonly number[], index: number) => list[index] ?? Infinity;
  const exchange = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(before, j - 2) + 1 : Infinity;
  return Math.min(exchange, swap, at(row, j) + 1, at(next, j - 1) + 1);
}
