import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];
type RequestOperation = Extract<Operation, { kind: 'request' }>;

interface Query {
  /** Gives SOQL. */
  readonly soql: string;
  /** Deleted records too. */
  readonly all?: boolean;
  /** Records a page; 200 to 2,000, and Salesforce may give fewer. */
  readonly pageSize: number;
}

/** Records by SOQL, page after page by the address the answer holds. */
export const query = ({ soql, all, pageSize }: Query): RequestOperation => ({
  kind: 'request',
  request: {
    method: 'GET',
    path: all ? '/queryAll' : '/query',
    query: { q: soql },
    headers: { 'Sforce-Query-Options': `'batchSize=${pageSize}'` },
  },
  pagination: { kind: 'next-url', items: 'body.records', next: 'body.nextRecordsUrl', more: '$not(body.done)' },
});

/** Every field that can stand in a SELECT: SOQL has no star. Asked once, for the first page. */
export const everyField = (object: string): NonNullable<RequestOperation['before']>[number] => ({
  name: 'fields',
  when: 'state.page = null',
  request: { method: 'GET', path: `/sobjects/${object}/describe` },
  output: "$join(body.fields[$not(type in ['address', 'location', 'base64'])].name, ', ')",
});

/** Without what Salesforce does not let itself be told. */
export const writable = (record: string): string =>
  `$sift(${record}, function($value, $name) { $not($name in ['Id', 'attributes']) })`;

/** A record of a type as the collection requests want it. */
export const typed = (object: string, record: string): string =>
  `$merge([${record}, {'attributes': {'type': '${object}'}}])`;

/** What became of each record of `/composite/sobjects`, in order. */
export const collection = {
  field: 'records',
  size: 200,
  outcome: {
    results: 'body',
    match: { by: 'order' },
    succeeded: 'result.success = true',
    output: "{'id': result.id}",
    code: 'result.errors[0].statusCode',
    message: "$join(result.errors.(message & ($count(fields) > 0 ? ' [' & $join(fields, ', ') & ']' : '')), '; ')",
  },
} as const;
