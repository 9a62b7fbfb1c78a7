import { useApi, useMay } from '@joinery/ui-api-client';
import { FailedState, LoadingState, useParam } from '@joinery/ui-kit';
import { useLoadedCatalogue, CatalogueContext } from './catalogue/use-catalogue.ts';
import { Designer } from './designer.tsx';

/** The page of one flow: loads what the designer needs and hands over. */
export function FlowPage() {
  const flowId = useParam('flowId');
  const flow = useApi('readFlow', { params: { flowId } });
  const draft = useApi('readDraft', { params: { flowId } }, { staleMs: 0 });
  const catalogue = useLoadedCatalogue();
  const editable = useMay('flows.write');
  const failed = [flow, draft].find((one) => one.isError);
  if (failed) return <FailedState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!flow.data || !draft.isFetchedAfterMount || !draft.data || !catalogue) return <LoadingState />;
  return (
    <CatalogueContext value={catalogue}>
      <Designer
        key={flowId}
        flow={flow.data}
        draft={draft.data}
        editable={editable && flow.data.state !== 'archived'}
      />
    </CatalogueContext>
  );
}
