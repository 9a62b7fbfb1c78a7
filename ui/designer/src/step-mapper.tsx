import type { JsonSchema, MappingSource, Step } from '@joinery/contracts';
import { useMemo, type ReactNode } from 'react';
import { actionOf, type Catalogue } from './catalogue/catalogue.ts';
import { scopeOf } from './catalogue/design-data.ts';
import { useCatalogue } from './catalogue/use-catalogue.ts';
import { useStepData } from './catalogue/use-design-data.ts';
import { changeStep } from './document/edits.ts';
import { findStep } from './document/scope.ts';
import { useDraft, useDraftActions, useDraftDocument, useEditable } from './draft/draft-context.tsx';
import { Mapper } from './mapper/mapper.tsx';
import { MapperScopeContext } from './mapper/mapper-scope.ts';
import { SampleSelect } from './test-bench/sample-select.tsx';
import { emptyMapping } from './document/new-step.ts';

/** The mapper of the step that is being mapped, if one is. */
export function StepMapper() {
  const stepId = useDraft((state) => state.mapping);
  const document = useDraftDocument();
  const catalogue = useCatalogue();
  const { edit, map } = useDraftActions();
  const step = stepId === undefined ? undefined : findStep(document, stepId)?.step;
  const mapping = step && mappingOf(step);
  if (!step || !mapping) return null;
  return (
    <StepScope stepId={step.id}>
      <Mapper
        samplePicker={<SampleSelect compact />}
        label={step.label}
        mapping={mapping}
        schema={targetSchemaOf(catalogue, step)}
        onChange={(next, gesture) =>
          edit(
            (now) => changeStep(now, step.id, (one) => withMapping(one, next)),
            gesture && `${step.id}.mapping.${gesture}`,
          )
        }
        onClose={() => map(undefined)}
      />
    </StepScope>
  );
}

/** A step maps from the trigger and the steps before it. */
function StepScope({ stepId, children }: { readonly stepId: string; readonly children: ReactNode }) {
  const editable = useEditable();
  const { roots, schema, data } = useStepData(stepId);
  const scope = useMemo(() => ({ roots, schema, sample: scopeOf(data), editable }), [roots, schema, data, editable]);
  return <MapperScopeContext value={scope}>{children}</MapperScopeContext>;
}

/** The one mapping a step has, whatever it is called there. */
function mappingOf(step: Step): MappingSource | undefined {
  switch (step.kind) {
    case 'action':
    case 'flow':
      return step.input;
    case 'map':
      return step.mapping;
    case 'reply':
      return step.body;
    case 'end':
      return step.output ?? emptyMapping;
    case 'each':
      return step.items.from === 'pages' ? step.items.input : undefined;
    case 'branch':
    case 'filter':
    case 'wait':
      return undefined;
  }
}

function withMapping(step: Step, mapping: MappingSource): Step {
  switch (step.kind) {
    case 'action':
    case 'flow':
      return { ...step, input: mapping };
    case 'map':
      return { ...step, mapping };
    case 'reply':
      return { ...step, body: mapping };
    case 'end':
      return { ...step, output: mapping };
    case 'each':
      return step.items.from === 'pages' ? { ...step, items: { ...step.items, input: mapping } } : step;
    case 'branch':
    case 'filter':
    case 'wait':
      return step;
  }
}

function targetSchemaOf(catalogue: Catalogue, step: Step): JsonSchema | undefined {
  if (step.kind === 'action') return actionOf(catalogue, step)?.inputSchema;
  return step.kind === 'each' && step.items.from === 'pages' ? actionOf(catalogue, step.items)?.inputSchema : undefined;
}
