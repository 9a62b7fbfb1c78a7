import type { JsonObject } from '@joinery/contracts';
import {
  offsetPageOf,
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
  const query = new URL(request.url, `http://${request.host}`).searchParams;
  const page = Math.max(1, Number(query.get('page') ?? 1));
  const perPage = Math.min(100, Math.max(1, Number(query.get('per_page') ?? 20)));
  const offset = (page - 1) * perPage;
  const { items, next } = offsetPageOf({ rows, limit: perPage, offset, faults, path: request.url });
  // A page that was cut short goes on in smaller pages, so that the next one begins where it ended.
  const size = next === undefined || next % perPage === 0 ? perPage : next - offset;
  const link = next === undefined ? undefined : addressOf(request, next / size + 1, size);
  reply.headers({
    'x-page': page,
    'x-per-page': perPage,
    'x-total': rows.length,
    'x-total-pages': Math.ceil(rows.length / perPage),
    'x-next-page': next === undefined ? '' : next / size + 1,
    link: [...(link ? [`<${link}>; rel="next"`] : []), `<${addressOf(request, 1, perPage)}>; rel="first"`].join(', '),
  });
  return items;
}

function addressOf({ url, host }: SimulatorRequest, page: number, perPage: number): string {
  const address = new URL(url, `http://${host}`);
  address.searchParams.set('page', String(page));
  address.searchParams.set('per_page', String(perPage));
  return address.href;
}
