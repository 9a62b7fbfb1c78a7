import type { Json, JsonObject } from '@joinery/contracts';
import type { Entry } from 'ldapts';

type Value = Entry[string];

/**
 * An entry as a record: the first value of each attribute under its name, all values under `all`, and what every
 * directory writes in its own way as `id`, `parentDn`, `changedAt` (RFC 3339) and `active`.
 */
export function recordOf({ dn, ...attributes }: Entry): JsonObject {
  const all = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, textsOf(name, value)]));
  const given = Object.entries(all).filter(([, values]) => values.length > 0);
  const first = Object.fromEntries(given.map(([name, values]) => [name, values[0] ?? '']));
  return {
    ...first,
    id: first['entryUUID'] ?? first['objectGUID'] ?? dn,
    dn,
    parentDn: parentOf(dn),
    changedAt: instant(first['modifyTimestamp'] ?? first['whenChanged']),
    active: isActive(first),
    all: Object.fromEntries(given) as Json,
  };
}

function textsOf(name: string, value: Value): readonly string[] {
  const values = Array.isArray(value) ? (value as readonly (string | Buffer)[]) : [value as string | Buffer];
  return values.flatMap((each) => {
    if (typeof each === 'string') return each === '' ? [] : [each];
    return [name === 'objectGUID' ? guid(each) : each.toString('base64')];
  });
}

/** The first three groups of a GUID are little-endian. */
function guid(bytes: Buffer): string {
  const hex = (from: number, to: number, reversed = false): string => {
    const part = Buffer.from(bytes.subarray(from, to));
    return (reversed ? part.reverse() : part).toString('hex');
  };
  return `${hex(0, 4, true)}-${hex(4, 6, true)}-${hex(6, 8, true)}-${hex(8, 10)}-${hex(10, 16)}`;
}

/** A GUID as a filter's value: its bytes, each escaped (RFC 4515 §3). */
export function guidInFilter(id: string): string {
  const [a = '', b = '', c = '', d = '', e = ''] = id.split('-');
  const reversed = (hex: string): string => (hex.match(/../g) ?? []).toReversed().join('');
  return (`${reversed(a)}${reversed(b)}${reversed(c)}${d}${e}`.match(/../g) ?? []).map((byte) => `\\${byte}`).join('');
}

/** What stands above an entry: its name without the first part; commas in a part are escaped. */
function parentOf(dn: string): string {
  const cut = /^(?:[^\\,]|\\.)*,/.exec(dn);
  return cut ? dn.slice(cut[0].length) : '';
}

/** Generalised time: `20260301083033Z`, in Active Directory `20260301083033.0Z`. */
function instant(text: string | undefined): string | null {
  const [, year, month, day, hours, minutes, seconds] =
    /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.\d+)?Z$/.exec(text ?? '') ?? [];
  return year === undefined ? null : `${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`;
}

/** Active Directory disables by bit 2 of a number; OpenLDAP's password policy by a time of locking. */
function isActive(first: Readonly<Record<string, string>>): boolean {
  const control = Number(first['userAccountControl'] ?? 0);
  return (control & 2) === 0 && first['pwdAccountLockedTime'] === undefined;
}

/** RFC 3339 as generalised time, whole seconds. */
export function generalisedTime(iso: string, fraction: boolean): string {
  return `${iso.slice(0, 19).replaceAll(/[-:T]/g, '')}${fraction ? '.0' : ''}Z`;
}
