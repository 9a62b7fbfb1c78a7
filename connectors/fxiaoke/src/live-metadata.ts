import type { ConnectorManifestInput } from '@joinery/contracts';
import { traceId } from './operations.ts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];

export const options: NonNullable<ConnectorManifestInput['options']> = {
  objects: {
    operation: {
      kind: 'request',
      request: {
        method: 'POST',
        path: '/cgi/crm/v2/object/list',
        query: { thirdTraceId: traceId },
        body: '{}',
        budget: 'metadata',
      },
      output: 'body.data.objects',
    },
    value: '$exists(item.describeApiName) ? item.describeApiName : item.apiName',
    label: '$exists(item.describeDisplayName) ? item.describeDisplayName : item.displayName',
  },
};

/** A described field as a field of a schema: numbers and amounts are texts here, people and departments always lists. */
const asSchema = `(
  $type := type in ['employee', 'department', 'select_many', 'file_attachment', 'image'] ? 'array' : type in ['date', 'date_time', 'time'] ? 'integer' : type = 'true_or_false' ? 'boolean' : 'string';
  $merge([
    {'type': [$type, 'null'], 'x-title': {'zh': label, 'en': label}},
    $count(options) > 0 ? {'x-labels': $merge([options.{$string(value): {'zh': label, 'en': label}}])} : {}
  ])
)`;

/** Every field of an object of this company, its own ones too, as a JSON Schema. */
export const fieldsOf = (object: string): Operation => ({
  kind: 'request',
  request: {
    method: 'POST',
    path: '/cgi/crm/v2/object/describe',
    query: { thirdTraceId: traceId },
    body: `{'includeDetail': false, 'data': {'apiName': ${object}}}`,
    budget: 'metadata',
  },
  output: `($fields := $exists(body.data.describe.fields) ? body.data.describe.fields : body.data.fields;
    {'type': 'object', 'properties': $merge([$each($fields, function($field, $name) { {$name: $field.${asSchema}} })])})`,
});

export const schemas: NonNullable<ConnectorManifestInput['schemas']> = {
  'record-fields': { operation: fieldsOf('input.object'), dependsOn: ['object'] },
};
