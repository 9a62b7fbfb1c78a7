/** Times come as `2026-11-22 14:51:13`, in the zone of the installation. */
export const localTimeCursor = (value: string) =>
  ({
    kind: 'time',
    value,
    format: 'date-time',
    offset: "$exists(connection.offset) ? connection.offset : '+08:00'",
    lagMs: 60_000,
  }) as const;

/** Records of a listing that takes no time, from the cursor on. */
export const sinceCursor = (list: string, time: string): string =>
  `${list}[$not($exists($$.state.cursor)) or ${time} >= $$.state.cursor]`;
