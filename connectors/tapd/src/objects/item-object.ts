import { defineObject } from '@joinery/connector-sdk';
import type { ItemKind } from '../item-kinds.ts';
import { changed, list, localTime, one } from '../operations.ts';

/** Kept by TAPD itself; the status moves by its workflow and is written all the same. */
const readOnly =
  "['id', 'workspace_id', 'created', 'modified', 'resolved', 'closed', 'completed', 'lastmodify', 'reporter', 'creator']";

/** Times are whole seconds: a status that moves within the second of another change is another version all the same. */
const versionOf = (record: string): string => `${record}.modified & ' ' & ${record}.status`;

/** Bugs or stories of the workspace. What was deleted is listed apart, by the day. */
export const itemObject = (kind: ItemKind) => {
  const { path, node, zh, en, author } = kind;
  const draft = `$sift(input.record, function($value, $name) { $not($name in ${readOnly}) and $value != null })`;
  const written = `{'id': body.data.${node}.id, 'version': ${versionOf(`body.data.${node}`)}, 'record': body.data.${node}}`;
  const post = (own: string) =>
    ({
      kind: 'request',
      request: {
        method: 'POST',
        path: `/${path}`,
        encoding: 'form',
        body: `$merge([${draft}, {'workspace_id': connection.workspaceId}, ${own}])`,
      },
      output: written,
    }) as const;
  return defineObject({
    title: { zh, en: en === 'bug' ? 'Bug' : 'Story' },
    canonical: 'Ticket',
    fields: { from: 'manifest', schema: kind.schema },
    id: 'record.id',
    version: versionOf('record'),
    list: { operation: list(`/${path}`, node, { order: "'created asc'" }), complete: true },
    get: { operation: one(kind) },
    changes: {
      operation: changed(kind),
      cursor: { ...localTime, value: 'item.modified' },
      order: 'descending',
      deletes: 'not-shown',
    },
    deletions: {
      operation: list(`/${path}/get_removed_${path}`, `Removed${node}`),
      cursor: { ...localTime, value: '$exists(item.deleted) ? item.deleted : item.modified' },
    },
    create: {
      operation: post(`{'${author}': connection.operator}`),
      effect: { class: 'unsafe' },
    },
    update: {
      operation: post("{'id': input.id, 'current_user': connection.operator}"),
      effect: { class: 'idempotent' },
    },
  });
};
