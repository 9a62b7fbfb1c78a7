import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];
type RequestOperation = Extract<Operation, { kind: 'request' }>;

/** Every call carries a UUID of its own, by which the vendor finds it in its logs. */
export const traceId = `(
  $hex := function($n) { $pad($formatBase($floor($random() * $power(16, $n)), 16), -$n, '0') };
  $hex(8) & '-' & $hex(4) & '-4' & $hex(3) & '-a' & $hex(3) & '-' & $hex(8) & $hex(4)
)`;

type Verb = 'query' | 'get' | 'create' | 'update' | 'invalid' | 'delete' | 'changeOwner';

/** Custom objects, whose names end in `__c`, have interfaces of their own. A whole address, because a slash depends on it. */
const address = (object: string, verb: string): string =>
  `{connection.domain & '/cgi/crm/' & ($contains(${object}, /__c$/) ? 'custom/v2' : 'v2') & '/data/' & ${verb}}`;

/** A call about records; limits are counted per interface, so each has a budget. */
export const call = (verb: Verb, object: string, body: string): RequestOperation => ({
  kind: 'request',
  request: {
    method: 'POST',
    path: address(object, `'${verb}'`),
    query: { thirdTraceId: traceId },
    body,
    budget: verb === 'query' || verb === 'get' ? verb : 'write',
  },
});

/**
 * Records by their ids, a hundred a page: what comes after the last id seen, because the vendor counts no further than
 * 10,000. The list ends with an empty page: a short one proves nothing.
 *
 * @param filters gives conditions `{field_name, operator, field_values}`, or nothing
 */
export const query = (object: string, filters = ''): RequestOperation => ({
  ...call(
    'query',
    object,
    `{'data': {'dataObjectApiName': ${object}, 'find_explicit_total_num': false, 'search_query_info': {
      'limit': 100, 'offset': 0,
      'filters': $append([${filters}], state.page = null ? [] : [{'field_name': '_id', 'operator': 'GT', 'field_values': [state.page]}]),
      'orders': [{'fieldName': '_id', 'isAsc': true}]}}}`,
  ),
  pagination: { kind: 'cursor', items: 'body.data.dataList', next: 'body.data.dataList[-1]._id' },
});

/** Those changed since the cursor, in milliseconds. */
export const changedSince =
  "$exists(state.cursor) ? {'field_name': 'last_modified_time', 'operator': 'GTE', 'field_values': [$string(state.cursor)]}";

/** By the field in which an external id is kept. */
export const byExternalId = (object: string, key: string): NonNullable<RequestOperation['before']>[number] => ({
  name: 'found',
  request: call(
    'query',
    object,
    `{'data': {'dataObjectApiName': ${object}, 'find_explicit_total_num': false, 'search_query_info': {'limit': 1, 'offset': 0,
      'filters': [{'field_name': ${externalField}, 'operator': 'EQ', 'field_values': [${key}]}], 'orders': [{'fieldName': '_id', 'isAsc': true}]}}}`,
  ).request,
  output: 'body.data.dataList[0]._id',
});

export const externalField = "($exists(connection.externalIdField) ? connection.externalIdField : 'sc_id__c')";

/** Flows of approval and work start by themselves unless told not to; an integration must not start them unasked. */
const quiet = "'triggerApprovalFlow': false, 'triggerWorkFlow': false";

export const createBody = (object: string, record: string): string =>
  `{${quiet}, 'data': {'object_data': $merge([${record}, {'dataObjectApiName': ${object}}])}}`;

export const updateBody = (object: string, id: string, record: string): string =>
  `{${quiet}, 'data': {'object_data': $merge([${record}, {'_id': ${id}, 'dataObjectApiName': ${object}}])}}`;

/** Changes the record with the external id, or creates it. */
export const upsert = (object: string, key: string, record: string): RequestOperation => ({
  kind: 'request',
  before: [byExternalId(object, key)],
  request: {
    method: 'POST',
    path: address(object, "($exists(state.found) ? 'update' : 'create')"),
    query: { thirdTraceId: traceId },
    body: `{${quiet}, 'data': {'object_data': $merge([${record}, {'dataObjectApiName': ${object}, ${externalField}: ${key}}, $exists(state.found) ? {'_id': state.found} : {}])}}`,
    budget: 'write',
  },
  output: "{'id': $exists(state.found) ? state.found : body.dataId, 'created': $not($exists(state.found))}",
});
