import { vi } from 'vitest';

class StillObserver {
  observe(): void {}
  disconnect(): void {}
  unobserve(): void {}
}

/** What the components ask of a browser and a simulated document lacks: sizes that never change, no media query that holds. */
export function fillBrowserGaps(): void {
  const never = {
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  };
  vi.stubGlobal('ResizeObserver', StillObserver);
  vi.stubGlobal('matchMedia', () => never);
}
