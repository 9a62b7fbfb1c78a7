import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];

export const options: NonNullable<ConnectorManifestInput['options']> = {
  objects: {
    operation: {
      kind: 'request',
      request: { method: 'GET', path: '/sobjects' },
      output: 'body.sobjects[queryable].{"name": name, "label": label}',
    },
    value: 'item.name',
    label: "item.label & ' (' & item.name & ')'",
  },
};

/** A described field as a field of a schema; Salesforce names it in the language of the user. */
const asSchema = `(
  $type := type in ['double', 'currency', 'percent'] ? 'number' : type in ['int', 'long'] ? 'integer' : type = 'boolean' ? 'boolean'
    : type in ['address', 'location', 'anyType', 'complexvalue'] ? 'object' : 'string';
  $merge([
    {'type': nillable ? [$type, 'null'] : $type, 'x-title': {'zh': label, 'en': label}},
    length > 0 and $type = 'string' ? {'maxLength': length} : {},
    $count(picklistValues) > 0 ? {'x-labels': $merge([picklistValues[active].{value: {'zh': label, 'en': label}}])} : {}
  ])
)`;

/** Every field of an object of this organisation, custom ones too, as a JSON Schema. */
export const fieldsOf = (object: string): Operation => ({
  kind: 'request',
  request: { method: 'GET', path: `/sobjects/${object}/describe` },
  output: `{'type': 'object', 'properties': $merge([body.fields.{name: ${asSchema}}])}`,
});

export const schemas: NonNullable<ConnectorManifestInput['schemas']> = {
  // What may be written: the fields of a form, not those Salesforce fills in.
  'record-fields': {
    operation: {
      kind: 'request',
      request: { method: 'GET', path: '/sobjects/{input.object}/describe' },
      output: `{'type': 'object', 'properties': $merge([body.fields[createable or updateable].{name: ${asSchema}}])}`,
    },
    dependsOn: ['object'],
  },
};
