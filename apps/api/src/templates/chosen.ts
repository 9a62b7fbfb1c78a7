import { failureText, type JsonObject, type Template } from '@joinery/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ProblemError } from '../http/problem-error.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false, useDefaults: true });
const compiled = new WeakMap<Template, ReturnType<typeof ajv.compile>>();

/** A person's choices with the usual values where nothing was said; throws one problem that names every choice. */
export function chosen(template: Template, given: JsonObject): JsonObject {
  const choices = structuredClone(given);
  const holds = validatorOf(template);
  if (holds(choices)) return choices;
  const mistakes = (holds.errors ?? []).map(({ instancePath, params, message = 'does not fit' }) => {
    const { missingProperty, additionalProperty } = params as Record<string, string | undefined>;
    const choice = missingProperty ?? additionalProperty ?? instancePath.slice(1).replaceAll('/', '.');
    return { choice, detail: message };
  });
  const failure = (params: JsonObject) =>
    ({ code: 'template.choice', params: { template: template.title, ...params } }) as const;
  throw new ProblemError('template.choice', failure(mistakes[0]!).params, {
    mistakes: mistakes.map((one) => ({
      place: `body.choices.${one.choice}`,
      detail: one.detail,
      code: 'template.choice',
      message: { zh: failureText(failure(one), 'zh'), en: failureText(failure(one), 'en') },
    })),
  });
}

function validatorOf(template: Template) {
  const known = compiled.get(template);
  if (known) return known;
  const validator = ajv.compile(template.choices);
  compiled.set(template, validator);
  return validator;
}
