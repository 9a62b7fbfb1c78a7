import type { JsonObject } from '@joinery/contracts';
import type { Faults } from './faults.ts';
import { offsetPageOf } from './page.ts';
import type { SimulatorRequest } from './vendor-server.ts';

export interface NumberedPageRequest {
  /** All rows of the listing, in its order. */
  readonly rows: readonly JsonObject[];
  /** What was asked: `page` and `perPage` are read from its query. */
  readonly request: SimulatorRequest;
  readonly faults: Faults;
  /** Records of a page where the client names no number, and the most it may ask for. */
  readonly size: { readonly usual: number; readonly most: number };
  /** The vendor's name for the size of a page. */
  readonly perPage?: string;
}

export interface NumberedPage {
  readonly items: readonly JsonObject[];
  readonly page: number;
  readonly perPage: number;
  /** Records in all. */
  readonly total: number;
  /** Address of the next page with everything else that was asked; absent on the last. */
  readonly next?: string;
  readonly previous?: string;
  readonly first: string;
  /** Number of the next page, in pages of the size its address asks for. */
  readonly nextNumber?: number;
}

/** One page of a listing that counts pages from 1, with the listing faults and the addresses of its neighbours. */
export function numberedPageOf({
  rows,
  request,
  faults,
  size,
  perPage = 'per_page',
}: NumberedPageRequest): NumberedPage {
  const query = new URL(request.url, `http://${request.host}`).searchParams;
  const asked = (name: string, otherwise: number): number =>
    Math.max(1, Number(query.get(name) ?? otherwise) || otherwise);
  const page = asked('page', 1);
  const limit = Math.min(size.most, asked(perPage, size.usual));
  const offset = (page - 1) * limit;
  const { items, next } = offsetPageOf({ rows, limit, offset, faults, path: request.url });
  const address = (number: number, of = limit): string => addressOf(request, { page: number, [perPage]: of });
  return {
    items,
    page,
    perPage: limit,
    total: rows.length,
    first: address(1),
    ...(page > 1 && { previous: address(page - 1) }),
    ...(next !== undefined && after(next, offset, limit, address)),
  };
}

/** A page that was cut short goes on in smaller pages, so that the next one begins where it ended. */
function after(next: number, offset: number, limit: number, address: (number: number, of: number) => string) {
  const size = next === offset || next % limit === 0 ? limit : next - offset;
  const nextNumber = next / size + 1;
  return { next: address(nextNumber, size), nextNumber };
}

function addressOf({ url, host }: SimulatorRequest, changes: Readonly<Record<string, number>>): string {
  const address = new URL(url, `http://${host}`);
  for (const [name, value] of Object.entries(changes)) address.searchParams.set(name, String(value));
  return address.href;
}
