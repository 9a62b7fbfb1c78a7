import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { Page } from '@joinery/contracts';
import type { RouteName } from './addresses.ts';
import { call, type InputFor, type OutputFor } from './call.ts';

interface AskOptions {
  readonly enabled?: boolean;
  /** Asks again after so many ms, while the page is seen. */
  readonly everyMs?: number;
  readonly keepPrevious?: boolean;
  readonly staleMs?: number;
}

/** One answer of the API, kept and shared by everyone on the page who asks the same. */
export function useApi<N extends RouteName>(
  name: N,
  input: InputFor<N>,
  options: AskOptions = {},
): UseQueryResult<OutputFor<N>> {
  return useQuery({
    queryKey: [name, input],
    queryFn: ({ signal }) => call(name, input, signal),
    enabled: options.enabled ?? true,
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  }) as UseQueryResult<OutputFor<N>>;
}

type ItemOf<N extends RouteName> = OutputFor<N> extends Page<infer T> ? T : never;

/** A list that goes on: every page so far, and how to get the next. */
export function usePages<N extends RouteName>(name: N, input: InputFor<N>, options: AskOptions = {}) {
  const pages = useInfiniteQuery({
    queryKey: [name, 'pages', input],
    queryFn: ({ pageParam, signal }) =>
      call(name, withCursor(input, pageParam), signal) as Promise<unknown> as Promise<Page<ItemOf<N>>>,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: options.enabled ?? true,
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
  return { ...pages, items: pages.data?.pages.flatMap((page) => page.items) ?? [] };
}

function withCursor<N extends RouteName>(input: InputFor<N>, cursor: string | null): InputFor<N> {
  if (cursor === null) return input;
  const { query, ...rest } = input as { readonly query?: object };
  return { ...rest, query: { ...query, cursor } } as InputFor<N>;
}

/** An operation that changes something; the answers it makes out of date are asked for again. */
export function useChange<N extends RouteName>(
  name: N,
  outdates: readonly RouteName[] = [],
): UseMutationResult<OutputFor<N>, Error, InputFor<N>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: InputFor<N>) => call(name, input),
    onSuccess: () => outdate(client, outdates),
  });
}

/** Asks again for these, wherever they are shown. */
export async function outdate(client: QueryClient, names: readonly RouteName[]): Promise<void> {
  await Promise.all(names.map((name) => client.invalidateQueries({ queryKey: [name] })));
}
