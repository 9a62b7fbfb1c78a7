/** Times come without a zone, in whole seconds. */
export const changeCursor = (value: string) =>
  ({
    kind: 'time',
    value,
    format: 'date-time',
    offset: "$exists(connection.offset) ? connection.offset : '+08:00'",
    lagMs: 120_000,
  }) as const;
