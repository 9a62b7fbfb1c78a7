import { createHmac, randomUUID } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import {
  textOf,
  type Change,
  type EventFormat,
  type SimulatorBox,
  type Subscription,
  type VendorEvent,
} from '@joinery/connector-sdk/simulator';
import { joineryUser } from './collections.ts';
import { list, numbered, wireComment, wireIssue, wireRepository } from './wire.ts';

/** `issues` and `issue_comment`; pull requests have events of their own, but their comments come as `issue_comment`. */
export function eventsOf(change: Change, box: SimulatorBox): readonly VendorEvent[] {
  const { collection, kind, before = {}, after } = change;
  if (collection === 'issues') return issueActions(change).map((more) => event('issues', after ?? before, more, box));
  if (collection !== 'comments') return [];
  const action = kind === 'removed' ? 'deleted' : kind === 'created' ? 'created' : 'edited';
  const comment = after ?? before;
  const issue = numbered(box, textOf(comment['issue_number'])) ?? {};
  return [event('issue_comment', issue, { action, comment: wireComment(comment, box) }, box)];
}

function event(type: string, issue: JsonObject, more: JsonObject, box: SimulatorBox): VendorEvent {
  const repository = box.records.get('repositories', textOf(issue['repository'])) ?? {};
  const body = {
    ...more,
    issue: wireIssue(issue, box),
    repository: wireRepository(repository),
    sender: joineryUser,
  };
  return { id: randomUUID(), type, body };
}

/** Each label that comes or goes is an event of its own. */
function issueActions({ kind, before = {}, after = {} }: Change): readonly JsonObject[] {
  if (kind === 'created') return [{ action: 'opened' }];
  if (kind === 'removed') return [{ action: 'deleted' }];
  const edited = ['title', 'body'].filter((name) => before[name] !== after[name]);
  const labels = (name: string, of: JsonObject, than: JsonObject): readonly JsonObject[] =>
    list(of['labels'])
      .filter((label) => !list(than['labels']).includes(label))
      .map((label) => ({ action: name, label: { name: label } }));
  return [
    ...(edited.length > 0
      ? [
          {
            action: 'edited',
            changes: Object.fromEntries(edited.map((name) => [name, { from: before[name] ?? null }])),
          },
        ]
      : []),
    ...(before['state'] === after['state'] ? [] : [{ action: after['state'] === 'closed' ? 'closed' : 'reopened' }]),
    ...labels('labeled', after, before),
    ...labels('unlabeled', before, after),
    ...(String(list(before['assignees'])) === String(list(after['assignees'])) ? [] : [{ action: 'assigned' }]),
  ];
}

const signed = (text: string, secret = ''): string =>
  `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;

/** The body is signed; GitHub does not repeat what failed. */
export const format: EventFormat = {
  sign: (text, { event: { id, type }, subscription }) => ({
    headers: headersOf(id, type, text, subscription),
    body: text,
  }),
};

function headersOf(id: string, type: string, text: string, { secret }: Subscription): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/demo',
    'x-github-event': type,
    'x-github-delivery': id,
    'x-github-hook-installation-target-type': 'repository',
    ...(secret && { 'x-hub-signature-256': signed(text, secret) }),
  };
}

/** A new webhook is told so; whether anybody answers is no condition. */
export async function ping(subscription: Subscription): Promise<void> {
  const body = JSON.stringify({ zen: 'Keep it logically awesome.', hook_id: 1, hook: { type: 'Repository' } });
  const headers = headersOf(randomUUID(), 'ping', body, subscription);
  await fetch(subscription.url, { method: 'POST', headers, body }).catch(() => undefined);
}
