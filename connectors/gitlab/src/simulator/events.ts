import type { Json, JsonObject } from '@joinery/contracts';
import {
  textOf,
  type Change,
  type EventFormat,
  type SimulatorBox,
  type VendorEvent,
} from '@joinery/connector-sdk/simulator';
import { joineryUser } from './collections.ts';
import { wireIssue } from './issue-routes.ts';

/** Issue Hooks and Note Hooks. Deleting an issue announces nothing. */
export function eventsOf({ collection, kind, before, after }: Change, box: SimulatorBox): readonly VendorEvent[] {
  if (!after || kind === 'removed') return [];
  if (collection === 'issues') {
    const action = kind === 'created' ? 'open' : actionOf(before ?? {}, after);
    return [
      event(
        'Issue Hook',
        {
          object_kind: 'issue',
          event_type: 'issue',
          ...around(after, box),
          object_attributes: { ...attributes(after, box), action },
          labels: labelsOf(after),
          changes: changesOf(before ?? {}, after),
        },
        box,
      ),
    ];
  }
  if (collection === 'notes' && kind === 'created') {
    const issue = box.records.find('issues', (row) => row['id'] === after['noteable_id']) ?? {};
    const { id = null, body = null, system = false } = after;
    return [
      event(
        'Note Hook',
        {
          object_kind: 'note',
          event_type: 'note',
          ...around(issue, box),
          object_attributes: {
            id,
            note: body,
            noteable_type: 'Issue',
            noteable_id: issue['id'] ?? null,
            system,
            url: '',
          },
          issue: attributes(issue, box),
        },
        box,
      ),
    ];
  }
  return [];
}

function event(type: string, body: JsonObject, box: SimulatorBox): VendorEvent {
  return { id: box.newId(), type, body };
}

function actionOf(before: JsonObject, after: JsonObject): string {
  if (before['state'] === after['state']) return 'update';
  return after['state'] === 'closed' ? 'close' : 'reopen';
}

function around(issue: JsonObject, { records }: SimulatorBox): JsonObject {
  return { user: joineryUser, project: records.get('projects', textOf(issue['project_id'])) ?? null };
}

/** In events times read `2026-12-03 17:15:43 UTC`. */
function attributes(issue: JsonObject, box: SimulatorBox): JsonObject {
  const { id = null, iid = null, title = null, description = null, state = null } = issue;
  const time = (name: string): string =>
    textOf(issue[name])
      .replace('T', ' ')
      .replace(/\.\d+Z$/, ' UTC');
  return {
    id,
    iid,
    title,
    description,
    state,
    created_at: time('created_at'),
    updated_at: time('updated_at'),
    url: wireIssue(issue, box)['web_url'] ?? null,
  };
}

function labelsOf(issue: JsonObject): Json {
  return ((issue['labels'] ?? []) as readonly string[]).map((title, index) => ({ id: 200 + index, title }));
}

function changesOf(before: JsonObject, after: JsonObject): JsonObject {
  const names = ['title', 'description', 'state', 'labels'].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return Object.fromEntries(
    names.map((name) => [name, { previous: before[name] ?? null, current: after[name] ?? null }]),
  );
}

/** The token is all that proves the sender; GitLab does not repeat what failed. */
export const format: EventFormat = {
  sign: (text, { event: { id, type }, subscription }) => ({
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitLab/18.0.0',
      'x-gitlab-event': type,
      'x-gitlab-event-uuid': id,
      'x-gitlab-webhook-uuid': subscription.id,
      'x-gitlab-instance': 'https://gitlab.example.com',
      'idempotency-key': id,
      ...(subscription.token && { 'x-gitlab-token': subscription.token }),
    },
    body: text,
  }),
};
