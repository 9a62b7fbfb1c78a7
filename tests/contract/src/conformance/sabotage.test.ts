import { conformanceChecks, runCheck } from '@joinery/connector-sdk/testing';
import { expect, test } from 'vitest';
import { sabotages } from './sabotages.ts';
import { subjects } from './subjects.ts';

/** A check that cannot fail proves nothing: each one is shown a subject it must not let pass. */
const named = (name: string) => {
  const found = subjects.find(({ connector }) => connector.manifest.name === name);
  if (!found) throw new Error(name);
  return found;
};
/** Where the service core lacks what a check is about, another connector has it. */
const having: Readonly<Record<string, string>> = {
  'webhook.handshake': 'feishu',
  'effects.checkable': 'jira',
  'objects.live-fields': 'jira',
  'webhook.outcome': 'dingtalk',
  'objects.complete': 'dingtalk',
};
const subjectOf = (check: string) => named(having[check] ?? 'service-core');

test('there is a sabotage for every check, and none for a check that is gone', () => {
  const ids = conformanceChecks.map(({ id }) => id);
  expect(Object.keys(sabotages).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(ids.toSorted((a, b) => (a < b ? -1 : 1)));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(60);
});

test.each(conformanceChecks.map((check) => [check.id, check] as const))(
  '%s notices its sabotage',
  async (id, check) => {
    const sabotage = sabotages[id];
    if (!sabotage) throw new Error(`no sabotage for ${id}`);
    await expect(runCheck(check, sabotage(subjectOf(id)))).rejects.toThrow();
  },
);
