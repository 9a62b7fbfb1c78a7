import type { FlowDocument, JsonSchema, MappingSource, Step } from '@joinery/contracts';
import { checkMapping, type Finding as MappingFinding } from '@joinery/mapping';
import { expressionsOf } from './expressions-of.ts';
import type { Finding } from './finding.ts';
import { StepSchemas, type SchemaOffers } from './step-schemas.ts';
import { walkSteps } from './walk-steps.ts';

/**
 * What the expressions and mappings of a flow would do wrong with the data that reaches them, judged by the schemas
 * of trigger, connectors and earlier steps. Expressions that do not parse are told by the document's own findings.
 */
export function typeFindings(document: FlowDocument, offers: SchemaOffers): readonly Finding[] {
  const schemas = new StepSchemas(document, offers);
  return [...walkSteps(document)].flatMap(({ step, place }) => {
    const judged = expressionsOf(step).filter((one) => one.place !== 'collect');
    const scope = judged.length > 0 ? schemas.scope(step.id) : {};
    return judged.flatMap((one) => {
      const target = inputPlaces.has(one.place) ? schemas.input(step) : undefined;
      return mappingFindings(one.text, scope, target).map((found) => placed(found, `${place}.${one.place}`, step));
    });
  });
}

/** Where the step's own input is mapped. */
const inputPlaces: ReadonlySet<string> = new Set(['input', 'items.input']);

/** A step reads what it needs of all that is there, so what is left unread is no finding here. */
const untold: ReadonlySet<MappingFinding['code']> = new Set(['mapping.syntax', 'mapping.unused-source']);

function mappingFindings(
  mapping: string | MappingSource,
  sourceSchema: JsonSchema,
  targetSchema: JsonSchema | undefined,
): readonly MappingFinding[] {
  const { findings } = checkMapping({ mapping, sourceSchema, ...(targetSchema === undefined ? {} : { targetSchema }) });
  return findings.filter(({ code }) => !untold.has(code));
}

function placed({ code, severity, place: { target }, message }: MappingFinding, place: string, step: Step): Finding {
  const params = { place, ...(target.length > 0 ? { target: target.join('.') } : {}) };
  return { code: 'flow.types', cause: code, severity, place, stepId: step.id, params, message };
}
