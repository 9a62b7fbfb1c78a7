import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];
type RequestOperation = Extract<Operation, { kind: 'request' }>;

/** Names of every property of an object: without them HubSpot answers with a handful. Asked once, for the first page. */
export const everyProperty = (type: string): NonNullable<RequestOperation['before']>[number] => ({
  name: 'properties',
  request: { method: 'GET', path: `/crm/v3/properties/${type}` },
  output: '[body.results.name]',
});

/**
 * Records by a search, in the order of their ids and each page from after the last id seen: HubSpot ends a search that
 * is paged by its own cursor at 10,000 records.
 *
 * @param filters gives conditions `{propertyName, operator, value}` that hold together, or nothing
 * @param properties gives a list of names
 */
export const search = (type: string, filters: string, properties: string): RequestOperation => ({
  kind: 'request',
  request: {
    method: 'POST',
    path: `/crm/v3/objects/${type}/search`,
    body: `($after := state.page = null ? '0' : state.page;
      {'filterGroups': [{'filters': $append([${filters}], [{'propertyName': 'hs_object_id', 'operator': 'GT', 'value': $after}])}],
       'sorts': [{'propertyName': 'hs_object_id', 'direction': 'ASCENDING'}], 'properties': ${properties}, 'limit': 200})`,
    budget: 'search',
  },
  pagination: { kind: 'cursor', items: 'body.results', next: 'body.results[-1].id' },
});

/** Those changed since the cursor, in milliseconds. */
export const changedSince = (property: string): string =>
  `$exists(state.cursor) ? {'propertyName': '${property}', 'operator': 'GTE', 'value': $string(state.cursor)}`;

/** All values are texts at HubSpot; an empty one empties. */
export const texts = (properties: string): string =>
  `$merge([$each(${properties}, function($value, $name) { {$name: $value = null ? '' : $type($value) in ['array', 'object'] ? $join($map($value, $string), ';') : $string($value)} })])`;

export const uniqueProperty = "($exists(connection.uniqueProperty) ? connection.uniqueProperty : 'sc_external_id')";
