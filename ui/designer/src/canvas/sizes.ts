/** Measures of the canvas in pixels, on a rhythm of eight. */
export const sizes = {
  stepWidth: 256,
  stepHeight: 64,
  /** Room for the name of each exit of a branch. */
  exitWidth: 96,
  itemWidth: 112,
  itemHeight: 32,
  loopHeader: 64,
  loopPadding: 32,
  loopMinWidth: 320,
  loopMinHeight: 216,
  gapX: 56,
  gapY: 64,
} as const;
