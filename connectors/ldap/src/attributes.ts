import type { Entry } from 'ldapts';

const common = ['objectClass', 'ou', 'o', 'description', 'manager', 'displayName', 'cn'];
const ofPeople = [
  'uid',
  'sn',
  'givenName',
  'mail',
  'mobile',
  'telephoneNumber',
  'title',
  'employeeNumber',
  'departmentNumber',
  'employeeType',
];
const operational = ['entryUUID', 'createTimestamp', 'modifyTimestamp', 'pwdAccountLockedTime'];
const ofActiveDirectory = [
  'objectGUID',
  'sAMAccountName',
  'userPrincipalName',
  'department',
  'company',
  'employeeID',
  'userAccountControl',
  'memberOf',
  'whenCreated',
  'whenChanged',
];

/** What is read of every entry: no photos, no certificates. */
export function usualAttributes(activeDirectory: boolean): readonly string[] {
  return [...common, ...ofPeople, ...(activeDirectory ? ofActiveDirectory : operational)];
}

/** The entry with its attributes named as they were asked for: names know no case, and servers answer in theirs. */
export function named(entry: Entry, names: readonly string[]): Entry {
  const known = new Map(names.map((name) => [name.toLowerCase(), name]));
  const { dn, ...attributes } = entry;
  const renamed = Object.entries(attributes).map(
    ([name, value]) => [known.get(name.toLowerCase()) ?? name, value] as const,
  );
  return { ...Object.fromEntries(renamed), dn };
}
