import type { JsonObject } from '@joinery/contracts';
import {
  numberedPageOf,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';

/** One numbered page, with the `Link` header and the counts GitLab adds. */
export function listPage(
  rows: readonly JsonObject[],
  request: SimulatorRequest,
  reply: SimulatorReply,
  { faults }: SimulatorBox,
): readonly JsonObject[] {
  const size = { usual: 20, most: 100 };
  const { items, page, perPage, total, next, nextNumber, first } = numberedPageOf({ rows, request, faults, size });
  reply.headers({
    'x-page': page,
    'x-per-page': perPage,
    'x-total': total,
    'x-total-pages': Math.ceil(total / perPage),
    'x-next-page': nextNumber ?? '',
    link: [...(next ? [`<${next}>; rel="next"`] : []), `<${first}>; rel="first"`].join(', '),
  });
  return items;
}
