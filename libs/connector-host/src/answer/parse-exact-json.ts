import type { Json } from '@joinery/contracts';

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * JSON whose whole numbers stay what they are: one that JavaScript cannot hold (an id of 19 digits, say) becomes its
 * text, since rounding would make another id of it.
 *
 * @throws SyntaxError where the text is no JSON
 */
export function parseExactJson(text: string): Json {
  if (!/\d{16}/.test(text)) return JSON.parse(text) as Json;
  return JSON.parse(text.replace(stringOrNumber, exact)) as Json;
}

function exact(token: string): string {
  const held = !/^-?\d+$/.test(token) || Number.isSafeInteger(Number(token));
  return held ? token : `"${token}"`;
}
