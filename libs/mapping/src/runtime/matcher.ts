import { Fault } from './fault.ts';
import { FunctionValue, type Target } from './function-value.ts';
import type { Regex } from './regex.ts';
import type { Run } from './run.ts';

export interface MatchResult {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

/** A regex as a function: called with a text it answers with the first match, whose `next` gives the following one. */
export interface Matcher extends Target {
  matches(text: string, run: Run): Generator<MatchResult>;
}

export function isMatcher(target: Target): target is Matcher {
  return 'matches' in target;
}

export function regexFunction(regex: Regex, position: number | undefined): FunctionValue {
  const matcher: Matcher = {
    arity: 2,
    parameters: 2,
    signature: undefined,
    matches: (text, run) => allMatches(regex, position, text, run),
    call: ([text, from], _input, run) => {
      const shown = String(text);
      return asRecord(regex, position, shown, typeof from === 'number' ? from : 0, run);
    },
  };
  return new FunctionValue(matcher);
}

function* allMatches(regex: Regex, position: number | undefined, text: string, run: Run): Generator<MatchResult> {
  const next = regex.search(text, run.budget);
  let found = next();
  while (found) {
    yield found;
    if (found.end >= text.length) return;
    // Behind nothing there is the same nothing again, and so it is with a later one.
    found = found.match === '' ? found : next();
    if (found?.match === '') throw endlessMatch(regex, position);
  }
}

function endlessMatch(regex: Regex, position: number | undefined): Fault {
  return new Fault('D1004', { position, value: regex.source });
}

/** A match of nothing would never move on. */
function nextMatch(regex: Regex, position: number | undefined, text: string, from: number, run: Run) {
  if (from >= text.length) return undefined;
  const next = regex.find(text, from, run.budget);
  if (next?.match === '') throw endlessMatch(regex, position);
  return next;
}

function asRecord(regex: Regex, position: number | undefined, text: string, from: number, run: Run): unknown {
  const found = regex.find(text, from, run.budget);
  return found && { ...found, next: followUp(regex, position, text, found.end) };
}

function followUp(regex: Regex, position: number | undefined, text: string, from: number): FunctionValue {
  return new FunctionValue({
    arity: 0,
    parameters: 0,
    signature: undefined,
    call: (_args, _input, run) => {
      const next = nextMatch(regex, position, text, from, run);
      return next && { ...next, next: followUp(regex, position, text, next.end) };
    },
  });
}
