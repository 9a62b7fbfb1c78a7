import { Fault } from '../runtime/fault.ts';
import type { Run } from '../runtime/run.ts';
import { formatDate } from './date-format.ts';
import { parseDate } from './date-parse.ts';
import { standard } from './standard-function.ts';

type Text = string | undefined;

const timestamp = /^\d{4}(-[01]\d)?(-[0-3]\d)?(T[0-2]\d:[0-5]\d:[0-5]\d)?(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$/;

function nowOf(run: Run): number {
  if (run.now === undefined) throw new Fault('JM2001');
  return run.now;
}

function toMillis(text: Text, picture: Text, run: Run): number | undefined {
  if (text === undefined) return undefined;
  if (picture !== undefined) return parseDate(text, picture, () => new Date(nowOf(run)), run.budget);
  if (!timestamp.test(text)) throw new Fault('D3110', { value: text });
  return Date.parse(text);
}

export const dateFunctions = {
  now: standard<[Text, Text]>('<s?s?:s>', 2, ([picture, zone], run) =>
    formatDate(nowOf(run), picture, zone, run.budget),
  ),
  millis: standard<[]>('<:n>', 0, (_, run) => nowOf(run)),
  toMillis: standard<[Text, Text]>('<s-s?:n>', 2, ([text, picture], run) => toMillis(text, picture, run)),
  fromMillis: standard<[number | undefined, Text, Text]>('<n-s?s?:s>', 3, ([moment, picture, zone], run) =>
    moment === undefined ? undefined : formatDate(moment, picture, zone, run.budget),
  ),
};
