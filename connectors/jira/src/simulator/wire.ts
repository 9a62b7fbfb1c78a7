import type { Json, JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { issueTypes, priorities, statuses } from './seed.ts';

/** A moment as Jira writes it: milliseconds and the zone of the account, without a colon in it. */
export function jiraTime(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3600_000).toISOString().replace('Z', '+0800');
}

const own = new Set(['id', 'key']);

/** An issue over HTTP. `fields` names what is wanted: `*all`, `*navigable`, names; nothing but the id without it. */
export function wireIssue(
  row: JsonObject,
  wanted: readonly string[],
  { records }: SimulatorBox,
  url: string,
): JsonObject {
  const id = textOf(row['id']);
  if (wanted.length === 0) return { id };
  const all = wanted.some((name) => name === '*all' || name === '*navigable');
  const fields = Object.entries(row).filter(([name]) => !own.has(name) && (all || wanted.includes(name)));
  return {
    expand: 'operations,versionedRepresentations,editmeta,changelog,renderedFields',
    id,
    self: `${url}/rest/api/3/issue/${id}`,
    key: row['key'] ?? null,
    fields: Object.fromEntries(fields.map(([name, value]) => [name, wireField(name, value, records)])),
  };
}

function wireField(name: string, value: Json | undefined, records: SimulatorBox['records']): Json {
  switch (name) {
    case 'project':
      return records.get('projects', textOf(value)) ?? null;
    case 'issuetype':
      return { ...issueTypes.find((type) => type.name === value), subtask: false };
    case 'status':
      return wireStatus(textOf(value));
    case 'priority':
      return { id: String(priorities.indexOf(textOf(value)) + 1), name: value ?? null };
    case 'resolution':
      return value ? { id: '10000', name: value } : null;
    case 'assignee':
    case 'reporter':
      return records.get('users', textOf(value)) ?? null;
    case 'description':
      return typeof value === 'string' ? documentFrom(value) : (value ?? null);
    case 'created':
    case 'updated':
      return jiraTime(textOf(value));
    default:
      return value ?? null;
  }
}

export function wireStatus(name: string): JsonObject {
  const status = statuses.find((each) => each.name === name) ?? statuses[0];
  return { id: status.id, name: status.name, statusCategory: { key: status.category, name: status.name } };
}

function documentFrom(text: string): JsonObject {
  const paragraphs = text.split('\n').map((line) => ({
    type: 'paragraph',
    content: line === '' ? [] : [{ type: 'text', text: line }],
  }));
  return { type: 'doc', version: 1, content: paragraphs };
}

/** What Jira says about a document that is none. */
export function documentFault(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  const { type, version, content } = value as JsonObject;
  const sound = type === 'doc' && version === 1 && Array.isArray(content) && content.every(soundNode);
  return sound ? undefined : 'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
}

function soundNode(node: Json): boolean {
  if (typeof node !== 'object' || node === null) return false;
  const { type, text, content } = node as JsonObject;
  if (type === 'text') return typeof text === 'string' && text !== '';
  return typeof type === 'string' && (content === undefined || (Array.isArray(content) && content.every(soundNode)));
}
