import { defineObject } from '@joinery/connector-sdk';
import { groupById } from '../actions/group-actions.ts';
import { lookUpByName, postUser, userById } from '../actions/user-actions.ts';
import { listing, patch, type RequestOperation } from '../manifest-parts.ts';
import { groupSchema, userSchema } from '../record-schema.ts';

/** Changes by the time of the last one; whether a provider can filter by it stands in its ServiceProviderConfig. */
const changed = (resource: 'Users' | 'Groups') =>
  ({
    operation: listing(resource, {
      filter: `$exists(state.cursor) ? 'meta.lastModified ge "' & state.cursor & '"'`,
    }),
    cursor: { kind: 'time', value: 'item.meta.lastModified', format: 'iso', lagMs: 60_000 },
    order: 'none',
    deletes: 'not-shown',
  }) as const;

const written = "{'id': body.id, 'record': body, 'version': body.meta.version}";
const byNature = { class: 'idempotent' } as const;

/**
 * Fields as the provider declares them (RFC 7643 §7): its own, and under their names those of the extensions that
 * belong to users.
 */
const liveFields: RequestOperation = {
  kind: 'request',
  before: [{ name: 'types', request: { method: 'GET', path: '/ResourceTypes' } }],
  request: { method: 'GET', path: '/Schemas' },
  output: `(
    $list := function($of) { $type($of) = 'array' ? $of : $of.Resources };
    $plain := {'boolean': 'boolean', 'integer': 'integer', 'decimal': 'number'};
    $shape := function($attribute) {(
      $one := $attribute.type = 'complex'
        ? {'type': 'object', 'properties': $members($attribute.subAttributes), 'additionalProperties': true}
        : {'type': [$exists($lookup($plain, $attribute.type)) ? $lookup($plain, $attribute.type) : 'string', 'null']};
      $attribute.multiValued ? {'type': 'array', 'items': $one} : $one
    )};
    $members := function($attributes) { $merge([{}, $map($attributes, function($each) { {$each.name: $shape($each)} })]) };
    $user := $list(state.types)[name = 'User'];
    $schemas := $list(body);
    $core := $schemas[id = $user.schema];
    $extensions := $schemas[id in $user.schemaExtensions.schema];
    {
      'type': 'object',
      'properties': $merge([
        $members($core.attributes),
        $map($extensions, function($each) { {$each.id: {
          'type': 'object', 'properties': $members($each.attributes), 'additionalProperties': true
        }} })
      ]),
      'additionalProperties': true
    }
  )`,
};

export const user = defineObject({
  title: { zh: '用户', en: 'User' },
  canonical: 'Agent',
  fields: { from: 'account', operation: liveFields, known: userSchema },
  id: 'record.id',
  version: 'record.meta.version',
  key: 'userName',
  list: { operation: listing('Users'), complete: true },
  get: { operation: userById('input.id') },
  changes: changed('Users'),
  create: {
    operation: { ...postUser('input.record'), output: written },
    effect: lookUpByName('input.record.userName'),
  },
  update: {
    operation: patch(
      'Users',
      'input.id',
      "[{'op': 'replace', 'value': input.record}]",
      "{'id': input.id, 'record': body, 'version': body.meta.version}",
    ),
    effect: byNature,
  },
  disable: {
    operation: patch(
      'Users',
      'input.id',
      "[{'op': 'replace', 'path': 'active', 'value': false}]",
      "{'id': input.id, 'version': body.meta.version}",
    ),
    effect: byNature,
  },
});

export const group = defineObject({
  title: { zh: '组', en: 'Group' },
  canonical: 'Department',
  fields: { from: 'manifest', schema: groupSchema },
  id: 'record.id',
  version: 'record.meta.version',
  list: { operation: listing('Groups'), complete: true },
  get: { operation: groupById('input.id') },
  changes: changed('Groups'),
});
