/** The tenant's clock stands eight hours ahead of UTC; texts have no zone. */
const offsetMs = 8 * 3_600_000;

export function localText(iso: string): string {
  return new Date(Date.parse(iso) + offsetMs).toISOString().slice(0, 19);
}

/** Epoch ms; NaN for what is no time. */
export function moment(text: string): number {
  return Date.parse(`${text}+08:00`);
}
