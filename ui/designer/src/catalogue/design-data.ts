import type { FlowDocument, FlowSample, Json, JsonObject, Step } from '@joinery/contracts';
import { StepSchemas, type DataSource } from '@joinery/flow';
import type { UiLanguage } from '@joinery/ui-kit';
import { findStep } from '../document/scope.ts';
import { fieldTree, type FieldNode } from '../mapper/field-tree.ts';
import { actionOf, connectorOf, triggerViewOf, type Catalogue } from './catalogue.ts';

/** What expressions see at design time: the chosen sample and what steps gave when they were tested. */
export interface DesignData {
  readonly trigger: Json | undefined;
  readonly steps: Readonly<Record<string, Json>>;
  readonly item: Json | undefined;
}

interface DataQuestion {
  readonly document: FlowDocument;
  readonly catalogue: Catalogue;
  readonly sample: FlowSample | undefined;
  /** Outputs of steps tested in this session, by step id. */
  readonly tested: Readonly<Record<string, Json>>;
}

export function designData({ document, catalogue, sample, tested }: DataQuestion, stepId: string): DesignData {
  const trigger = sample?.body ?? triggerViewOf(catalogue, document.trigger)?.sample;
  const steps = Object.fromEntries(actionSamples(document.steps, catalogue));
  const data = { trigger, steps: { ...steps, ...tested }, item: undefined };
  return { ...data, item: itemSample(document, stepId, data) };
}

function actionSamples(steps: readonly Step[], catalogue: Catalogue): readonly (readonly [string, Json])[] {
  return steps.flatMap((step) => {
    const sample = step.kind === 'action' ? actionOf(catalogue, step)?.sample : undefined;
    const inner = step.kind === 'each' ? actionSamples(step.body.steps, catalogue) : [];
    return sample === undefined ? inner : [[step.id, sample] as const, ...inner];
  });
}

/** The first item of the loop around a step, where its list is a plain path. */
function itemSample(document: FlowDocument, stepId: string, data: DesignData): Json | undefined {
  const loopId = findStep(document, stepId)?.scope.at(-1);
  const loop = loopId === undefined ? undefined : findStep(document, loopId)?.step;
  if (loop?.kind !== 'each' || loop.items.from !== 'expression') return undefined;
  const list = loop.items.expression.split('.').reduce<Json | undefined>(memberOf, scopeOf(data));
  return Array.isArray(list) ? (list as readonly Json[])[0] : undefined;
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as JsonObject)[name]
    : undefined;
}

/** The one value that expressions are evaluated over. */
export function scopeOf({ trigger, steps, item }: DesignData): JsonObject {
  return { ...(trigger === undefined ? {} : { trigger }), steps, ...(item === undefined ? {} : { item }) };
}

/** The schemas of what a step may read, as the catalogue's connectors tell them. */
export function stepSchemas(document: FlowDocument, catalogue: Catalogue): StepSchemas {
  return new StepSchemas(document, {
    trigger: (ref, name) => connectorOf(catalogue, ref)?.triggers.find((one) => one.name === name)?.outputSchema,
    action: (connector, action) => {
      const view = actionOf(catalogue, { connector, action });
      return view && { input: view.inputSchema, output: view.outputSchema };
    },
  });
}

/** The trees a step may map from. */
export function sourceTrees(
  sources: readonly DataSource[],
  data: DesignData,
  language: UiLanguage,
  triggerLabel: string,
): readonly FieldNode[] {
  return sources.map(({ path, label, schema }) =>
    fieldTree({
      path,
      name: path.join('.'),
      title: path[0] === 'trigger' ? triggerLabel : label,
      schema,
      sample: path.reduce<Json | undefined>(memberOf, scopeOf(data)),
      language,
    }),
  );
}
