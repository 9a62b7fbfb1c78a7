import type { JsonObject } from '@joinery/contracts';
import type { SimulatorApp } from '@joinery/connector-sdk/simulator';
import { enterprise } from '../record-schema.ts';
import { send } from './resource-routes.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0';
const attribute = (name: string, type = 'string', more: JsonObject = {}): JsonObject => ({
  name,
  type,
  multiValued: false,
  required: false,
  mutability: 'readWrite',
  ...more,
});
const valued = (name: string): JsonObject =>
  attribute(name, 'complex', {
    multiValued: true,
    subAttributes: [attribute('value'), attribute('type'), attribute('primary', 'boolean')],
  });

const schemas: readonly JsonObject[] = [
  {
    id: `${core}:User`,
    name: 'User',
    attributes: [
      attribute('userName', 'string', { required: true, uniqueness: 'server' }),
      attribute('externalId'),
      attribute('displayName'),
      attribute('name', 'complex', {
        subAttributes: [attribute('formatted'), attribute('familyName'), attribute('givenName')],
      }),
      attribute('title'),
      attribute('active', 'boolean'),
      valued('emails'),
      valued('phoneNumbers'),
      // One of this provider's own.
      attribute('badgeNumber', 'integer'),
    ],
  },
  { id: `${core}:Group`, name: 'Group', attributes: [attribute('displayName'), valued('members')] },
  {
    id: enterprise,
    name: 'EnterpriseUser',
    attributes: [
      attribute('employeeNumber'),
      attribute('department'),
      attribute('costCenter'),
      attribute('manager', 'complex', { subAttributes: [attribute('value'), attribute('displayName')] }),
    ],
  },
];

const types: readonly JsonObject[] = [
  {
    name: 'User',
    endpoint: '/Users',
    schema: `${core}:User`,
    schemaExtensions: [{ schema: enterprise, required: false }],
  },
  { name: 'Group', endpoint: '/Groups', schema: `${core}:Group`, schemaExtensions: [] },
];

const listOf = (Resources: readonly JsonObject[]): JsonObject => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: Resources.length,
  itemsPerPage: Resources.length,
  startIndex: 1,
  Resources,
});

/** What the provider offers, by RFC 7644 §4. */
export function discoveryRoutes(server: SimulatorApp): void {
  server.get('/scim/v2/Schemas', (_request, reply) => send(reply, 200, listOf(schemas)));
  server.get('/scim/v2/ResourceTypes', (_request, reply) => send(reply, 200, listOf(types)));
  server.get('/scim/v2/ServiceProviderConfig', (_request, reply) =>
    send(reply, 200, {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: 200 },
      changePassword: { supported: false },
      sort: { supported: false },
      etag: { supported: true },
      authenticationSchemes: [{ type: 'oauthbearertoken', name: 'OAuth Bearer Token', description: '' }],
    }),
  );
}
