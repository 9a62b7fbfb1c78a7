import type { JsonObject } from '@joinery/contracts';
import {
  numberedPageOf,
  textOf,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';

/** One numbered page: a bare list, its neighbours in the `Link` header. */
export function listPage(
  rows: readonly JsonObject[],
  request: SimulatorRequest,
  reply: SimulatorReply,
  { faults }: SimulatorBox,
): readonly JsonObject[] {
  const { items, next, previous, first } = numberedPageOf({ rows, request, faults, size: { usual: 30, most: 100 } });
  const links = [
    ...(next ? [`<${next}>; rel="next"`] : []),
    ...(previous ? [`<${previous}>; rel="prev"`, `<${first}>; rel="first"`] : []),
  ];
  if (links.length > 0) reply.header('link', links.join(', '));
  return items;
}

/** By `sort` and `direction`, those updated at or after `since`. */
export function sorted(
  rows: readonly JsonObject[],
  { sort = 'created', direction = 'desc', since }: Readonly<Record<string, string | undefined>>,
): readonly JsonObject[] {
  const field = sort === 'updated' ? 'updated_at' : 'created_at';
  const sign = direction === 'asc' ? 1 : -1;
  const compared = (a: JsonObject, b: JsonObject): number => {
    const [left, right] = [textOf(a[field]), textOf(b[field])];
    return left === right ? Number(a['id']) - Number(b['id']) : left < right ? -1 : 1;
  };
  return rows
    .filter((row) => !since || Date.parse(textOf(row['updated_at'])) >= Date.parse(since))
    .toSorted((a, b) => sign * compared(a, b));
}
