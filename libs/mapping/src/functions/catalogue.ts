import { documentedFunctions } from './documented-functions.ts';
import type { FunctionHelp } from './field-function.ts';
import { dateHelp, numberHelp } from './standard-help/number.ts';
import { higherOrderHelp, listHelp, logicHelp, objectHelp } from './standard-help/structure.ts';
import { encodingHelp, textHelp } from './standard-help/text.ts';

/** A function of the catalogue; `isStandard` marks those of JSONata itself. */
export interface CatalogueEntry extends FunctionHelp {
  readonly isStandard: boolean;
}

const standardHelp = [
  ...textHelp,
  ...numberHelp,
  ...dateHelp,
  ...logicHelp,
  ...listHelp,
  ...objectHelp,
  ...higherOrderHelp,
  ...encodingHelp,
];

/**
 * Every function that an expression may call, with its help in both languages: what the editor lists, completes and
 * explains. The examples are run as tests.
 */
export const functionCatalogue: readonly CatalogueEntry[] = [
  ...standardHelp.map((each) => ({ ...each, isStandard: true })),
  ...documentedFunctions.map(({ name, signature, parameters, category, summary, examples }) => ({
    name,
    signature,
    parameters,
    category,
    summary,
    examples,
    isStandard: false,
  })),
];
