import type { Budget } from '../budget.ts';
import { findText } from '../runtime/find-text.ts';
import { textOf } from '../runtime/stringify.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { standard } from './standard-function.ts';
import { decodeUrl, encodeUrl } from './url.ts';

type Text = string | undefined;

/** Any half of a character outside the basic plane: then characters are not UTF-16 units. */
const surrogate = /[\ud800-\udfff]/;

/** How many characters: code points, not UTF-16 units. */
export function lengthOf(text: string, budget: Budget): number {
  budget.step(1 + (text.length >> 6));
  if (!surrogate.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  budget.step(count >> 2);
  return count;
}

function slice(text: string, from: number, to: number | undefined, budget: Budget): string {
  budget.characters(text.length);
  if (!surrogate.test(text)) return text.slice(from, to);
  budget.elements(text.length);
  return Array.from(text).slice(from, to).join('');
}

function substring(text: Text, start: number, length: number | undefined, budget: Budget): Text {
  if (text === undefined) return undefined;
  const size = lengthOf(text, budget);
  const from = size + start < 0 ? 0 : start;
  if (length === undefined) return slice(text, from, undefined, budget);
  if (length <= 0) return '';
  return slice(text, from, (from >= 0 ? from : size + from) + length, budget);
}

function before(text: Text, mark: string, budget: Budget): Text {
  if (text === undefined) return undefined;
  const at = findText(text, String(mark), 0, budget);
  return at < 0 ? text : text.slice(0, at);
}

function after(text: Text, mark: string, budget: Budget): Text {
  if (text === undefined) return undefined;
  const at = findText(text, String(mark), 0, budget);
  return at < 0 ? text : text.slice(at + mark.length);
}

function trim(text: Text): Text {
  return text?.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '');
}

function pad(text: Text, width: number, filling: Text, budget: Budget): Text {
  if (text === undefined) return undefined;
  const missing = Math.abs(Math.trunc(width)) - lengthOf(text, budget);
  if (!(missing > 0)) return text;
  const padding = repeat(filling || ' ', missing, budget);
  return width > 0 ? text + padding : padding + text;
}

/** `count` characters of the filling, over and over. */
function repeat(filling: string, count: number, budget: Budget): string {
  budget.characters(count + filling.length);
  const characters = Array.from(filling.slice(0, 2 * count));
  const whole = filling.length <= 2 * count ? filling.repeat(Math.floor(count / characters.length)) : '';
  budget.characters(whole.length);
  const rest = whole === '' ? count : count % characters.length;
  return whole + characters.slice(0, rest).join('');
}

function join(list: readonly string[] | undefined, separator: Text, budget: Budget): Text {
  if (list === undefined) return undefined;
  const between = separator ?? '';
  let length = between.length * list.length;
  for (const text of list) length += text?.length ?? 0;
  budget.characters(length);
  budget.step(list.length);
  return list.join(between);
}

function lower(text: Text, budget: Budget): Text {
  budget.characters(text?.length ?? 0);
  return text?.toLowerCase();
}

function upper(text: Text, budget: Budget): Text {
  budget.characters(text?.length ?? 0);
  return text?.toUpperCase();
}

function trimmed(text: Text, budget: Budget): Text {
  budget.characters(text?.length ?? 0);
  return trim(text);
}

export const textFunctions = {
  string: standard<[unknown, boolean | undefined]>('<x-b?:s>', 1, ([value, pretty], run) =>
    value === undefined ? undefined : textOf(value, run.budget, pretty ? 2 : 0),
  ),
  substring: standard<[Text, number, number | undefined]>('<s-nn?:s>', 3, ([text, start, length], run) =>
    substring(text, start, length, run.budget),
  ),
  substringBefore: standard<[Text, string]>('<s-s:s>', 2, ([text, mark], run) => before(text, mark, run.budget)),
  substringAfter: standard<[Text, string]>('<s-s:s>', 2, ([text, mark], run) => after(text, mark, run.budget)),
  lowercase: standard<[Text]>('<s-:s>', 1, ([text], run) => lower(text, run.budget)),
  uppercase: standard<[Text]>('<s-:s>', 1, ([text], run) => upper(text, run.budget)),
  length: standard<[Text]>('<s-:n>', 1, ([text], run) => (text === undefined ? text : lengthOf(text, run.budget))),
  trim: standard<[Text]>('<s-:s>', 1, ([text], run) => trimmed(text, run.budget)),
  pad: standard<[Text, number, Text]>('<s-ns?:s>', 3, ([text, width, filling], run) =>
    pad(text, width, filling, run.budget),
  ),
  join: standard<[readonly string[] | undefined, Text]>('<a<s>s?:s>', 2, ([list, separator], run) =>
    join(list, separator, run.budget),
  ),
  base64encode: standard<[Text]>('<s-:s>', 1, ([text], run) => text && encodeBase64(text, run.budget)),
  base64decode: standard<[Text]>('<s-:s>', 1, ([text], run) => text && decodeBase64(text, run.budget)),
  encodeUrlComponent: standard<[Text]>('<s-:s>', 1, ([text], run) =>
    encodeUrl(text, 'encodeUrlComponent', encodeURIComponent, run.budget),
  ),
  encodeUrl: standard<[Text]>('<s-:s>', 1, ([text], run) => encodeUrl(text, 'encodeUrl', encodeURI, run.budget)),
  decodeUrlComponent: standard<[Text]>('<s-:s>', 1, ([text], run) =>
    decodeUrl(text, 'decodeUrlComponent', decodeURIComponent, run.budget),
  ),
  decodeUrl: standard<[Text]>('<s-:s>', 1, ([text], run) => decodeUrl(text, 'decodeUrl', decodeURI, run.budget)),
};
