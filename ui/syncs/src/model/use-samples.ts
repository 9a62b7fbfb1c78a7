import type { JsonObject, SyncSide } from '@joinery/contracts';
import { useApi, useMay } from '@joinery/ui-api-client';
import { isChosen } from './blank-document.ts';

const none: readonly JsonObject[] = [];

/** A few records of a side, to see what values look like. What cannot be read is done without. */
export function useSamples({ connector, connectionId, object, ...rest }: SyncSide): readonly JsonObject[] {
  const may = useMay('syncs.write');
  const chosen = isChosen({ connector, connectionId, object, ...rest });
  const answer = useApi(
    'askSampleRecords',
    { body: { connector, connectionId: connectionId as never, object } },
    { enabled: may && chosen, staleMs: 5 * 60_000 },
  );
  return answer.data?.records.map(({ fields }) => fields) ?? none;
}
