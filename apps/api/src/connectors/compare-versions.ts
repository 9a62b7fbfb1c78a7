/** Orders versions by semantic versioning's precedence, older first. */
export function compareVersions(one: string, other: string): number {
  const [[numbers, label], [otherNumbers, otherLabel]] = [partsOf(one), partsOf(other)];
  for (const [index, number] of numbers.entries()) {
    const difference = number - (otherNumbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  // What has a label comes before the release of the same number.
  if (label === undefined || otherLabel === undefined)
    return (label === undefined ? 1 : 0) - (otherLabel === undefined ? 1 : 0);
  return label.localeCompare(otherLabel, 'en', { numeric: true });
}

function partsOf(version: string): readonly [readonly number[], string | undefined] {
  const [numbers = '', ...label] = version.split('-');
  return [numbers.split('.').map(Number), label.length > 0 ? label.join('-') : undefined];
}
