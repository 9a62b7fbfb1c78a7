/** The distance at which separators repeat, or 0 when they stand at no regular distance. */
export function regularInterval(positions: readonly number[]): number {
  if (positions.length === 0) return 0;
  const interval = positions.reduce(greatestCommonDivisor);
  const known = new Set(positions);
  return positions.every((_, i) => known.has((i + 1) * interval)) ? interval : 0;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * Puts a character in front of the last `digits` characters. A text shorter than that gets it in front and, as in the
 * reference, keeps no more characters than are missing.
 */
export function separateBefore(text: string, character: string, digits: number): string {
  const at = text.length - digits;
  return text.slice(0, Math.max(at, 0)) + character + text.slice(at);
}
