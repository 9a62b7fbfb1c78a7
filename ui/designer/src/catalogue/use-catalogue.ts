import type { ConnectorDetail } from '@joinery/contracts';
import { call, useApi } from '@joinery/ui-api-client';
import { useQueries } from '@tanstack/react-query';
import { createContext, useContext, useMemo } from 'react';
import { emptyCatalogue, type Catalogue } from './catalogue.ts';

const longMs = 5 * 60_000;

/** Every installed connector with its actions, and the connections there are. */
export function useLoadedCatalogue(): Catalogue | undefined {
  const list = useApi('listConnectors', {}, { staleMs: longMs });
  const connections = useApi('listConnections', { query: { limit: 200 } });
  const details = useQueries({
    queries: (list.data?.items ?? []).map(({ name }) => ({
      queryKey: ['readConnector', { params: { name } }],
      queryFn: () => call('readConnector', { params: { name } }),
      staleTime: longMs,
    })),
    combine: (results) =>
      results.map((result) => result.data).filter((one): one is ConnectorDetail => one !== undefined),
  });
  const complete = list.data !== undefined && details.length === list.data.items.length;
  return useMemo(
    () => (complete ? { connectors: details, connections: connections.data?.items ?? [] } : undefined),
    [complete, details, connections.data],
  );
}

export const CatalogueContext = createContext<Catalogue>(emptyCatalogue);

export function useCatalogue(): Catalogue {
  return useContext(CatalogueContext);
}
