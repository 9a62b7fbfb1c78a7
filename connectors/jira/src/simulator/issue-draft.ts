import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { issueTypes, priorities } from './seed.ts';
import { documentFault } from './wire.ts';

export interface Drafted {
  /** As the issue is kept here. */
  readonly row: JsonObject;
  /** Sentences by field; empty when the draft is good. */
  readonly errors: JsonObject;
}

/** Reads the `fields` of a create or an edit, and says what Jira finds wrong with them. */
export function draftFrom(fields: JsonObject, isNew: boolean, { records }: SimulatorBox): Drafted {
  const row: Record<string, JsonObject[string]> = {};
  const errors: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) row[name] = flat(name, value);
  if (fields['project'] && !records.get('projects', textOf(row['project'])))
    errors['project'] = 'valid project is required';
  if (isNew && !fields['project']) errors['project'] = 'Specify a valid project ID or key';
  if (isNew && !fields['issuetype']) errors['issuetype'] = 'Specify an issue type';
  if (fields['issuetype'] && !issueTypes.some(({ name }) => name === row['issuetype']))
    errors['issuetype'] = 'Specify a valid issue type';
  if ((isNew || 'summary' in fields) && textOf(fields['summary']) === '')
    errors['summary'] = 'You must specify a summary of the issue.';
  if (textOf(fields['summary']).length > 255) errors['summary'] = 'Summary must be less than 255 characters.';
  if (fields['priority'] && !priorities.includes(textOf(row['priority'])))
    errors['priority'] = 'Specify the Priority (name) in string format';
  if (textOf(row['assignee']) !== '' && !records.get('users', textOf(row['assignee'])))
    errors['assignee'] = 'Specify a valid value for assignee';
  const document = documentFault(fields['description']);
  if (document) errors['description'] = document;
  const labels = (fields['labels'] ?? []) as readonly string[];
  const spaced = labels.find((label) => /\s/.test(label));
  if (spaced !== undefined) errors['labels'] = `The label '${spaced}' contains spaces which is invalid.`;
  for (const name of Object.keys(fields)) {
    if (!settable.has(name) && !name.startsWith('customfield_')) {
      errors[name] = `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`;
    }
  }
  return { row, errors };
}

const settable = new Set([
  'project',
  'issuetype',
  'summary',
  'description',
  'priority',
  'labels',
  'assignee',
  'reporter',
  'resolution',
]);

/** Things are named by an object with a name, a key or an id. */
function flat(name: string, value: JsonObject[string] | undefined): JsonObject[string] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || name === 'description')
    return value ?? null;
  const of = value as JsonObject;
  if (name === 'issuetype') return of['name'] ?? issueTypes.find(({ id }) => id === of['id'])?.name ?? '';
  return of['accountId'] ?? of['key'] ?? of['name'] ?? of['value'] ?? of['id'] ?? null;
}
