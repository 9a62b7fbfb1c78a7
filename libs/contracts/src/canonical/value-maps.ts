import type { ValueTable } from '../mapping-document.ts';
import type { EnumerationName } from './enumerations.ts';

type VendorValue = string | number | boolean;

/** How one vendor writes the values of one canonical enumeration. */
export interface ValueMap {
  readonly vendor: string;
  readonly enumeration: EnumerationName;
  /**
   * `[vendor's value, canonical value]`. Where one side repeats, its first pair decides: the vendor's word is read by
   * the first pair that has it, and the canonical value is written by the first pair that has it.
   */
  readonly pairs: readonly (readonly [VendorValue, string])[];
}

const map = (vendor: string, enumeration: EnumerationName, pairs: ValueMap['pairs']): ValueMap => ({
  vendor,
  enumeration,
  pairs,
});

/** Values as the vendors write them; sources and doubts are in each connector's README. */
export const valueMaps: readonly ValueMap[] = [
  map('kf5', 'ticketStatus', [
    ['new', 'new'],
    ['open', 'open'],
    ['pending', 'pending'],
    ['pending', 'on_hold'],
    ['solved', 'resolved'],
    ['closed', 'closed'],
  ]),
  map('bangwo8', 'ticketStatus', [
    [1, 'new'],
    [2, 'open'],
    [3, 'pending'],
    [3, 'on_hold'],
    [4, 'resolved'],
    [5, 'closed'],
    [6, 'closed'],
  ]),
  map('zendesk', 'ticketStatus', [
    ['new', 'new'],
    ['open', 'open'],
    ['pending', 'pending'],
    ['hold', 'on_hold'],
    ['solved', 'resolved'],
    ['closed', 'closed'],
  ]),
  map('salesforce', 'ticketStatus', [
    ['New', 'new'],
    ['Working', 'open'],
    ['Working', 'pending'],
    ['On Hold', 'on_hold'],
    ['Escalated', 'on_hold'],
    ['Closed', 'closed'],
    ['Closed', 'resolved'],
  ]),
  map('hubspot', 'ticketStatus', [
    ['1', 'new'],
    ['3', 'open'],
    ['2', 'pending'],
    ['2', 'on_hold'],
    ['4', 'closed'],
    ['4', 'resolved'],
  ]),
  map('jira', 'ticketStatus', [
    ['new', 'new'],
    ['indeterminate', 'open'],
    ['indeterminate', 'pending'],
    ['indeterminate', 'on_hold'],
    ['done', 'resolved'],
    ['done', 'closed'],
  ]),
  map('kf5', 'ticketPriority', [
    ['low', 'low'],
    ['medium', 'normal'],
    ['high', 'high'],
    ['urgent', 'urgent'],
  ]),
  map('bangwo8', 'ticketPriority', [
    [1, 'low'],
    [2, 'normal'],
    [3, 'high'],
    [4, 'urgent'],
  ]),
  map('zendesk', 'ticketPriority', [
    ['low', 'low'],
    ['normal', 'normal'],
    ['high', 'high'],
    ['urgent', 'urgent'],
  ]),
  map('salesforce', 'ticketPriority', [
    ['Low', 'low'],
    ['Medium', 'normal'],
    ['High', 'high'],
    ['High', 'urgent'],
  ]),
  map('hubspot', 'ticketPriority', [
    ['LOW', 'low'],
    ['MEDIUM', 'normal'],
    ['HIGH', 'high'],
    ['URGENT', 'urgent'],
  ]),
  map('jira', 'ticketPriority', [
    ['Low', 'low'],
    ['Lowest', 'low'],
    ['Medium', 'normal'],
    ['High', 'high'],
    ['Highest', 'urgent'],
  ]),
  map('zentao', 'ticketPriority', [
    [4, 'low'],
    [3, 'normal'],
    [2, 'high'],
    [1, 'urgent'],
  ]),
  map('tapd', 'ticketPriority', [
    ['low', 'low'],
    ['insignificant', 'low'],
    ['medium', 'normal'],
    ['high', 'high'],
    ['urgent', 'urgent'],
  ]),
  map('kf5', 'ticketType', [
    ['question', 'question'],
    ['question', 'request'],
    ['incident', 'incident'],
    ['problem', 'problem'],
    ['task', 'task'],
    ['task', 'change'],
  ]),
  map('zendesk', 'ticketType', [
    ['question', 'question'],
    ['question', 'request'],
    ['incident', 'incident'],
    ['problem', 'problem'],
    ['task', 'task'],
    ['task', 'change'],
  ]),
  map('bangwo8', 'ticketType', [
    [1, 'question'],
    [1, 'request'],
    [2, 'task'],
    [2, 'change'],
    [3, 'incident'],
    [3, 'problem'],
    [4, 'task'],
  ]),
  map('kf5', 'channel', [
    ['web', 'web'],
    ['tab', 'web'],
    ['chat', 'chat'],
    ['email', 'email'],
    ['mobile', 'app'],
    ['weibo', 'social'],
    ['api', 'api'],
  ]),
  map('zendesk', 'channel', [
    ['web', 'web'],
    ['email', 'email'],
    ['voice', 'phone'],
    ['chat', 'chat'],
    ['native_messaging', 'chat'],
    ['api', 'api'],
    ['twitter', 'social'],
  ]),
];

/** The table that reads the vendor's values; a value it does not know is an error, never a guess. */
export function readingTable({ pairs }: ValueMap): ValueTable {
  return {
    entries: firstOf(pairs, ([vendor]) => vendor).map(([from, to]) => ({ from, to })),
    unmatched: { policy: 'fail' },
  };
}

/** The table that writes canonical values in the vendor's words. */
export function writingTable({ pairs }: ValueMap): ValueTable {
  return {
    entries: firstOf(pairs, ([, canonical]) => canonical).map(([to, from]) => ({ from, to })),
    unmatched: { policy: 'fail' },
  };
}

type Pair = ValueMap['pairs'][number];

function firstOf(pairs: readonly Pair[], by: (pair: Pair) => VendorValue): readonly Pair[] {
  return pairs.filter((pair, index) => pairs.findIndex((other) => by(other) === by(pair)) === index);
}
