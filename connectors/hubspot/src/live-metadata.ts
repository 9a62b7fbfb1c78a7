import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];

/** A property as a field of a schema. Values are texts whatever their type. */
const asSchema = `$merge([
  {'type': ['string', 'null'], 'x-title': {'zh': label, 'en': label}},
  $count(options) > 0 ? {'x-labels': $merge([options[$not(hidden = true)].{value: {'zh': label, 'en': label}}])} : {}
])`;

const properties = (of: string): string => `$merge([body.results${of}.{name: ${asSchema}}])`;

/** A record with every property of the account, its own ones too, as a JSON Schema. */
export const fieldsOf = (type: string): Operation => ({
  kind: 'request',
  request: { method: 'GET', path: `/crm/v3/properties/${type}` },
  output: `{'type': 'object', 'properties': {'properties': {'type': 'object', 'x-title': {'zh': '属性', 'en': 'Properties'}, 'properties': ${properties('')}}}}`,
});

export const schemas: NonNullable<ConnectorManifestInput['schemas']> = {
  'record-properties': {
    operation: {
      kind: 'request',
      request: { method: 'GET', path: '/crm/v3/properties/{input.type}' },
      output: `{'type': 'object', 'properties': ${properties('[$not(modificationMetadata.readOnlyValue = true)]')}}`,
    },
    dependsOn: ['type'],
  },
};

export const options: NonNullable<ConnectorManifestInput['options']> = {
  'ticket-stages': {
    operation: {
      kind: 'request',
      request: { method: 'GET', path: '/crm/v3/pipelines/tickets' },
      output: "[body.results.($pipeline := $; stages.{'id': id, 'label': $pipeline.label & ' · ' & label})]",
    },
    value: 'item.id',
    label: 'item.label',
  },
  owners: {
    operation: {
      kind: 'request',
      request: { method: 'GET', path: '/crm/v3/owners' },
      pagination: {
        kind: 'cursor',
        items: 'body.results',
        next: 'body.paging.next.after',
        send: { in: 'query', name: 'after' },
        size: { send: { in: 'query', name: 'limit' }, value: 100 },
      },
    },
    value: 'item.id',
    label: "item.lastName & item.firstName & ' (' & item.email & ')'",
  },
};
