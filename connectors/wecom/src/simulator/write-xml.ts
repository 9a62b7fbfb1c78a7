import type { Json, JsonObject } from '@joinery/contracts';

/** XML as WeCom writes it: texts as CDATA, numbers bare, a list as repeated elements. */
export function writeXml(name: string, value: Json): string {
  if (Array.isArray(value)) return value.map((each: Json) => writeXml(name, each)).join('');
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value as JsonObject).map(([key, each]) => writeXml(key, each));
    return `<${name}>${members.join('')}</${name}>`;
  }
  const text =
    typeof value === 'string' ? `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : String(value ?? '');
  return `<${name}>${text}</${name}>`;
}
