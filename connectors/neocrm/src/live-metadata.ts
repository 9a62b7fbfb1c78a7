import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];

/** A described field as a field of a schema; what is unknown here may be anything. */
const asSchema = `$merge([
  type in ['number', 'int', 'long', 'currency', 'percent', 'date', 'datetime'] ? {'type': ['number', 'null']} : type = 'text' or type = 'textarea' or type = 'phone' or type = 'email' or type = 'url' ? {'type': ['string', 'null']} : {},
  {'x-title': {'zh': label, 'en': label}}
])`;

/** Every field of an object of this tenant, its own ones too, as a JSON Schema. */
export const fieldsOf = (object: string): Operation => ({
  kind: 'request',
  request: { method: 'GET', path: `/xobjects/${object}/description` },
  output: `{'type': 'object', 'properties': $merge([body.data.fields.{apiKey: ${asSchema}}])}`,
});

export const schemas: NonNullable<ConnectorManifestInput['schemas']> = {
  'record-fields': { operation: fieldsOf('{input.object}'), dependsOn: ['object'] },
};
