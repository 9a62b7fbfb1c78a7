import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];

const cluster = '/v3/clusters/{connection.clusterId}';

/** Every topic; the proxy gives them on one page. */
export const topics: Operation = {
  kind: 'request',
  request: { method: 'GET', path: `${cluster}/topics` },
  pagination: { kind: 'next-url', items: 'body.data', next: 'body.metadata.next' },
};

interface Record {
  /** Templates and expressions over the request's scope. */
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers: string;
  readonly partition?: string;
}

/** One record by v3. Texts travel as texts, everything else as JSON; without a value it is a tombstone. */
export const produce = ({ topic, key, value, headers, partition = 'null' }: Record, output: string): Operation => ({
  kind: 'request',
  request: {
    method: 'POST',
    path: `${cluster}/topics/${topic}/records`,
    body: `($key := ${key}; $value := ${value};
      $merge([
        $exists(${partition}) and ${partition} != null ? {'partition_id': ${partition}} : {},
        {'headers': ${headers}},
        $exists($key) and $key != null ? {'key': {'type': 'STRING', 'data': $string($key)}} : {},
        $exists($value) and $value != null ? {'value': {'type': $type($value) = 'string' ? 'STRING' : 'JSON', 'data': $value}} : {}
      ]))`,
  },
  output,
});

/** Headers hold bytes, written in base64; the key of the attempt tells a consumer what it has seen already. */
export const headersOf = (given: string): string =>
  `$append([{'name': 'joinery-key', 'value': $base64encode(state.idempotencyKey)}],
    $exists(${given}) ? $each(${given}, function($text, $name) { {'name': $name, 'value': $base64encode($string($text))} }) : [])`;

/** Many records by v2, each with an outcome of its own. */
export const produceMany = (topic: string, record: string, output: string): Operation => ({
  kind: 'request',
  request: {
    method: 'POST',
    path: `/topics/${topic}`,
    headers: { 'content-type': "'application/vnd.kafka.json.v2+json'", accept: "'application/vnd.kafka.v2+json'" },
    body: `{'records': [input.records.${record}]}`,
  },
  batch: {
    field: 'records',
    size: 500,
    outcome: {
      results: 'body.offsets',
      match: { by: 'order' },
      succeeded: '$not($exists(result.error_code)) or result.error_code = null',
      output,
      code: '$string(result.error_code)',
      message: 'result.error',
    },
  },
});
