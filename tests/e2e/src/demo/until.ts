/** Looks until it holds; ends with what was being waited for when it does not within `ms`. */
export async function until(what: string, ms: number, holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${Math.round(ms / 1000)} s in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
