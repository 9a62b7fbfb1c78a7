import { createHmac } from 'node:crypto';
import type { Json, JsonObject } from '@joinery/contracts';
import {
  textOf,
  type Change,
  type EventFormat,
  type SimulatorBox,
  type VendorEvent,
} from '@joinery/connector-sdk/simulator';
import { account } from './authorise.ts';
import { wireIssue } from './wire.ts';

const verbs = { created: 'created', changed: 'updated', removed: 'deleted' } as const;
const silent = new Set(['updated', 'created', 'id', 'key']);

/** What the site tells when issues and comments change. */
export function eventsOf({ collection, kind, before, after }: Change, box: SimulatorBox): readonly VendorEvent[] {
  const row = after ?? before ?? {};
  const head = { timestamp: box.now(), user: box.records.get('users', account.accountId) ?? null };
  if (collection === 'issues') {
    const type = `jira:issue_${verbs[kind]}`;
    const changelog = kind === 'changed' ? { changelog: { id: box.newId(), items: items(before ?? {}, row) } } : {};
    return [
      {
        id: box.newId(),
        type,
        body: {
          ...head,
          webhookEvent: type,
          issue_event_type_name: 'issue_generic',
          issue: wireIssue(row, ['*all'], box, ''),
          ...changelog,
        },
      },
    ];
  }
  if (collection === 'comments' && kind === 'created') {
    const issue = box.records.get('issues', textOf(row['issueId'])) ?? {};
    const comment = {
      id: row['id'] ?? null,
      author: box.records.get('users', textOf(row['author'])) ?? null,
      body: row['body'] ?? null,
    };
    const type = 'comment_created';
    return [
      {
        id: box.newId(),
        type,
        body: {
          timestamp: box.now(),
          webhookEvent: type,
          comment,
          issue: { id: issue['id'] ?? null, key: issue['key'] ?? null },
        },
      },
    ];
  }
  return [];
}

function items(before: JsonObject, after: JsonObject): Json {
  return Object.keys(after)
    .filter((name) => !silent.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({
      field: name,
      fieldtype: 'jira',
      fieldId: name,
      from: shown(before[name]),
      fromString: shown(before[name]),
      to: shown(after[name]),
      toString: shown(after[name]),
    }));
}

function shown(value: Json | undefined): Json {
  return value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);
}

/** Signed over the raw body when the webhook has a secret; the identifier stays the same when it is sent again. */
export const format: EventFormat = {
  sign(text, { event, subscription: { secret } }) {
    const signature = secret
      ? { 'x-hub-signature': `sha256=${createHmac('sha256', secret).update(text).digest('hex')}` }
      : {};
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'x-atlassian-webhook-identifier': event.id,
      'x-atlassian-webhook-flow': 'Primary',
      ...signature,
    };
    return { headers, body: text };
  },
};
