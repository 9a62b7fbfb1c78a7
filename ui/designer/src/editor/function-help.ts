import { functionCatalogue } from '@joinery/mapping';
import type { UiLanguage } from '@joinery/ui-kit';
import type { FunctionHelp } from './completion.ts';

/** Every function an expression may call, with its help in one language. */
export function functionHelp(language: UiLanguage): readonly FunctionHelp[] {
  return known[language];
}

const known: Readonly<Record<UiLanguage, readonly FunctionHelp[]>> = { zh: helpIn('zh'), en: helpIn('en') };

function helpIn(language: UiLanguage): readonly FunctionHelp[] {
  return functionCatalogue.map(({ name, signature, summary, examples }) => ({
    name,
    signature,
    help: [summary[language], ...examples.slice(0, 1).map((example) => example.expression)].join('\n'),
  }));
}
