import type { Language } from '@joinery/contracts';
import { configAreas } from './config.ts';
import type { Area, Variable } from './variable.ts';

/** The list of all variables as a Markdown table: what README shows and the command line prints. */
export function describeConfig(language: Language): string {
  const head = language === 'zh' ? '| 变量 | 默认值 | 含义 |' : '| variable | default | meaning |';
  const rows = Object.values<Area>(configAreas)
    .flatMap((area) => Object.values(area))
    .map((variable) => `| \`${variable.name}\` | ${defaultOf(variable, language)} | ${variable.text[language]} |`);
  return [head, '|---|---|---|', ...rows].join('\n');
}

function defaultOf(variable: Variable, language: Language): string {
  if (variable.unset) return variable.unset[language];
  const value: unknown = variable.schema.parse(undefined);
  return `\`${typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)}\``;
}
