import type { FlowSample, Json, JsonSchema } from '@joinery/contracts';
import { useApi } from '@joinery/ui-api-client';
import { useLanguage, useText } from '@joinery/ui-kit';
import { createContext, useContext, useMemo, useState } from 'react';
import { designerMessages } from '../designer.messages.ts';
import { useDraftDocument } from '../draft/draft-context.tsx';
import { triggerTitle } from '../canvas/step-view.ts';
import { designData, sourceTrees, stepSchemas, type DesignData } from './design-data.ts';
import { useCatalogue } from './use-catalogue.ts';
import type { FieldNode } from '../mapper/field-tree.ts';

interface SampleChoice {
  readonly samples: readonly FlowSample[];
  readonly sample: FlowSample | undefined;
  readonly choose: (id: string) => void;
  readonly tested: Readonly<Record<string, Json>>;
  readonly noteTested: (stepId: string, output: Json) => void;
}

export const SampleContext = createContext<SampleChoice>({
  samples: [],
  sample: undefined,
  choose: () => undefined,
  tested: {},
  noteTested: () => undefined,
});

/** The samples of a flow and what steps gave when tested, for everyone below. */
export function useSampleChoice(flowId: string, enabled: boolean): SampleChoice {
  const answer = useApi('listFlowSamples', { params: { flowId }, query: { limit: 20 } }, { enabled });
  const [chosen, setChosen] = useState<string>();
  const [tested, setTested] = useState<Readonly<Record<string, Json>>>({});
  const samples = answer.data?.items;
  return useMemo(() => {
    const list = samples ?? [];
    return {
      samples: list,
      sample: list.find((one) => one.id === chosen) ?? list[0],
      choose: setChosen,
      tested,
      noteTested: (stepId, output) => setTested((now) => ({ ...now, [stepId]: output })),
    };
  }, [samples, chosen, tested]);
}

export function useSamples(): SampleChoice {
  return useContext(SampleContext);
}

export interface StepData {
  readonly data: DesignData;
  readonly roots: readonly FieldNode[];
  readonly schema: JsonSchema;
}

/** What a step may read, as trees with sample values. */
export function useStepData(stepId: string): StepData {
  const t = useText(designerMessages);
  const language = useLanguage();
  const document = useDraftDocument();
  const catalogue = useCatalogue();
  const { sample, tested } = useSamples();
  return useMemo(() => {
    const question = { document, catalogue, sample, tested };
    const data = designData(question, stepId);
    const schemas = stepSchemas(document, catalogue);
    const triggerLabel = `${t('trigger')} · ${triggerTitle(document.trigger, catalogue, language, t)}`;
    return {
      data,
      roots: sourceTrees(schemas.reachable(stepId), data, language, triggerLabel),
      schema: schemas.scope(stepId),
    };
  }, [document, catalogue, sample, tested, stepId, language, t]);
}
