import type { Budget } from '../budget.ts';
import { Fault } from '../runtime/fault.ts';
import { findText } from '../runtime/find-text.ts';
import { FunctionValue, isFunctionValue, isRecord } from '../runtime/function-value.ts';
import { callBack } from '../runtime/invoke.ts';
import { isMatcher, type MatchResult } from '../runtime/matcher.ts';
import type { Run } from '../runtime/run.ts';
import { sequence } from '../runtime/sequence.ts';
import { standard } from './standard-function.ts';
import { substitution } from './substitution.ts';

type Text = string | undefined;
type Limit = number | undefined;

/** Matches one after the other, of a regex or of a function that answers as one. */
function* matchesOf(matcher: unknown, text: string, run: Run): Generator<MatchResult> {
  const target = isFunctionValue(matcher) ? FunctionValue.targetOf(matcher) : undefined;
  if (target && isMatcher(target)) {
    yield* target.matches(text, run);
    return;
  }
  let found = checked(callBack(matcher, [text], run));
  while (found) {
    yield found;
    found = checked(callBack(found.next, [undefined], run));
  }
}

function checked(found: unknown): (MatchResult & { readonly next?: unknown }) | undefined {
  if (found === undefined) return undefined;
  const isMatch =
    isRecord(found) &&
    (typeof found['start'] === 'number' || Array.isArray(found['groups']) || isFunctionValue(found['next']));
  if (found && !isMatch) throw new Fault('T1010');
  return found as unknown as MatchResult;
}

function isBelow(count: number, limit: Limit): boolean {
  return limit === undefined || count < limit;
}

function contains(text: Text, token: unknown, run: Run): boolean | undefined {
  if (text === undefined || token === undefined) return undefined;
  if (typeof token === 'string') return findText(text, token, 0, run.budget) >= 0;
  for (const _ of matchesOf(token, text, run)) return true;
  return false;
}

function match(text: Text, matcher: unknown, limit: Limit, run: Run): unknown {
  if (text === undefined) return undefined;
  if (limit !== undefined && limit < 0) throw new Fault('D3040', { value: limit, index: 3 });
  const results: unknown[] = [];
  if (!isBelow(0, limit)) return sequence(results);
  // The limit is looked at with the next match in hand: that it makes no progress is an error even then.
  for (const found of matchesOf(matcher, text, run)) {
    if (!isBelow(results.length, limit)) break;
    run.budget.elements(4);
    results.push({ match: found.match, index: found.start, groups: found.groups });
  }
  return sequence(results);
}

function split(text: Text, separator: unknown, limit: Limit, run: Run): readonly string[] | undefined {
  if (text === undefined) return undefined;
  if (limit !== undefined && limit < 0) throw new Fault('D3020', { value: limit, index: 3 });
  if (limit !== undefined && !(limit > 0)) return [];
  if (separator === undefined) return limit !== undefined && limit < 1 ? [] : [text];
  return typeof separator === 'string'
    ? splitByText(text, separator, limit === undefined ? Infinity : Math.trunc(limit), run.budget)
    : splitByMatches(text, separator, limit, run);
}

function splitByText(text: string, separator: string, limit: number, budget: Budget): string[] {
  if (separator === '') {
    budget.elements(Math.min(text.length, limit));
    return text.split('').slice(0, limit);
  }
  const parts: string[] = [];
  let start = 0;
  while (parts.length < limit) {
    const at = findText(text, separator, start, budget);
    budget.elements(1);
    parts.push(text.slice(start, at < 0 ? undefined : at));
    if (at < 0) break;
    start = at + separator.length;
  }
  return parts;
}

function splitByMatches(text: string, matcher: unknown, limit: Limit, run: Run): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const found of matchesOf(matcher, text, run)) {
    if (!isBelow(parts.length, limit)) return parts;
    run.budget.elements(1);
    parts.push(text.slice(start, found.start));
    start = found.end;
  }
  if (isBelow(parts.length, limit)) parts.push(text.slice(start));
  return parts;
}

type Replacing = [text: Text, pattern: unknown, replacement: unknown, limit: Limit];

function replace([text, pattern, replacement, limit]: Replacing, run: Run): Text {
  if (text === undefined) return undefined;
  if (pattern === '') throw new Fault('D3010', { value: pattern, index: 2 });
  if (limit !== undefined && limit < 0) throw new Fault('D3011', { value: limit, index: 4 });
  if (!isBelow(0, limit)) return text;
  return typeof pattern === 'string'
    ? replaceText(text, pattern, String(replacement), limit, run.budget)
    : replaceMatches(text, pattern, replacement, limit, run);
}

function replaceText(text: string, pattern: string, replacement: string, limit: Limit, budget: Budget): string {
  let result = '';
  let start = 0;
  for (let count = 0; isBelow(count, limit); count++) {
    const at = findText(text, pattern, start, budget);
    if (at < 0) break;
    budget.characters(at - start + replacement.length);
    result += text.slice(start, at) + replacement;
    start = at + pattern.length;
  }
  budget.characters(text.length - start);
  return result + text.slice(start);
}

function replaceMatches(text: string, matcher: unknown, replacement: unknown, limit: Limit, run: Run): string {
  let result = '';
  let start = 0;
  let count = 0;
  for (const found of matchesOf(matcher, text, run)) {
    if (!isBelow(count++, limit)) break;
    const replaced = replacedBy(found, replacement, run);
    run.budget.characters(found.start - start + replaced.length);
    result += text.substring(start, found.start) + replaced;
    start = found.start + found.match.length;
  }
  return result + text.slice(start);
}

function replacedBy(found: MatchResult, replacement: unknown, run: Run): string {
  if (typeof replacement === 'string') return substitution(replacement, found, run.budget);
  const replaced = callBack(replacement, [found], run);
  if (typeof replaced !== 'string') throw new Fault('D3012', { value: replaced });
  return replaced;
}

export const matchingFunctions = {
  contains: standard<[Text, unknown]>('<s-(sf):b>', 2, ([text, token], run) => contains(text, token, run)),
  match: standard<[Text, unknown, Limit]>('<s-f<s:o>n?:a<o>>', 3, ([text, matcher, limit], run) =>
    match(text, matcher, limit, run),
  ),
  replace: standard<Replacing>('<s-(sf)(sf)n?:s>', 4, replace),
  split: standard<[Text, unknown, Limit]>('<s-(sf)n?:a<s>>', 3, ([text, separator, limit], run) =>
    split(text, separator, limit, run),
  ),
};
