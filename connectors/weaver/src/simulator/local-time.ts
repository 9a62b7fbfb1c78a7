/** `2026-11-22 14:51:13`, eight hours ahead of UTC. */
export function localText(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
