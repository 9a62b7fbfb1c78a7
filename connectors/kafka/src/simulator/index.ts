import type { Json, JsonObject } from '@joinery/contracts';
import {
  createSimulator,
  pageOf,
  type Simulator,
  type SimulatorBox,
  type SimulatorOptions,
  type SimulatorReply,
  type SimulatorRequest,
  textOf,
} from '@joinery/connector-sdk/simulator';
import { answers, refuse } from './answers.ts';

export { plan } from './conformance-plan.ts';

const user = 'joinery';
const password = 'kafka-demo-password';
const clusterId = 'joinery-demo-cluster';

interface Produced {
  readonly Params: { readonly topic: string };
  readonly Body: JsonObject;
}

/** A REST Proxy before one cluster, by the contract of its v3 and v2 interfaces. */
export function kafkaSimulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'kafka',
      title: { zh: 'Kafka REST Proxy', en: 'Kafka REST Proxy' },
      collections: {
        topics: {
          title: { zh: '主题', en: 'Topics' },
          key: 'topic_name',
          seed: [
            { topic_name: 'service.ticket', partitions_count: 3, replication_factor: 3, is_internal: false },
            { topic_name: 'core.customer', partitions_count: 1, replication_factor: 3, is_internal: false },
          ],
        },
        records: { title: { zh: '消息', en: 'Records' }, key: 'id' },
      },
      answers,
      connection: (url) => ({ url, clusterId, authentication: 'basic', user, password }),
      wrongConnection: { password: 'not-the-password' },
      routes(app, box) {
        app.addHook('onRequest', authorise);
        app.get('/v3/clusters', () => clusterList());
        app.get<{ Params: { id: string } }>('/v3/clusters/:id', ({ params }, reply) =>
          params.id === clusterId ? cluster() : refuse(reply, 404, `Cluster ${params.id} cannot be found.`),
        );
        const topics = `/v3/clusters/${clusterId}/topics`;
        app.get(topics, (request) => topicList(box, request));
        app.get<Produced>(`${topics}/:topic`, ({ params }, reply) => {
          const topic = box.records.get('topics', params.topic);
          return topic ? { kind: 'KafkaTopic', ...topic } : unknownTopic(reply);
        });
        app.post<Produced>(`${topics}/:topic/records`, ({ params, body }, reply) =>
          produce(box, params.topic, body, reply),
        );
        app.post<Produced>('/topics/:topic', ({ params, body }, reply) => produceMany(box, params.topic, body, reply));
      },
    },
    options,
  );
}

async function authorise({ headers }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> {
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return headers.authorization === wanted ? undefined : refuse(reply, 401, 'Unauthorized');
}

const cluster = (): JsonObject => ({
  kind: 'KafkaCluster',
  metadata: { self: `/v3/clusters/${clusterId}` },
  cluster_id: clusterId,
});
const clusterList = (): JsonObject => ({
  kind: 'KafkaClusterList',
  metadata: { self: '/v3/clusters', next: null },
  data: [cluster()],
});
const unknownTopic = (reply: SimulatorReply): SimulatorReply =>
  refuse(reply, 40403, 'This server does not host this topic-partition.');

/** The proxy may give a long list in parts; the next one is an address of its own. */
function topicList({ records, faults }: SimulatorBox, { url }: SimulatorRequest): JsonObject {
  const { searchParams, pathname } = new URL(url, 'http://127.0.0.1');
  const rows = records.list('topics').toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const cursor = searchParams.get('page_token') ?? undefined;
  const { items, next } = pageOf({
    rows,
    limit: 100,
    cursor,
    placeOf: (row) => [placeOf(row)],
    faults,
    path: pathname,
  });
  return {
    kind: 'KafkaTopicList',
    metadata: {
      self: pathname,
      next: next === undefined ? null : `${pathname}?page_token=${encodeURIComponent(next)}`,
    },
    data: items.map((topic) => ({ kind: 'KafkaTopic', cluster_id: clusterId, ...topic })),
  };
}

const placeOf = (topic: JsonObject): string => textOf(topic['topic_name']);
const largest = 1_000_000;

function produce({ records }: SimulatorBox, topic: string, body: JsonObject, reply: SimulatorReply): unknown {
  if (!records.get('topics', topic)) return unknownTopic(reply);
  const { key, value, headers = [] } = body as Readonly<Record<string, JsonObject | undefined>>;
  const wrong = [key, value].find((part) => part && !['STRING', 'JSON', 'BINARY'].includes(textOf(part['type'])));
  // Refused inside of a 200: the reports of a stream each have a code of their own.
  if (wrong) return { error_code: 400, message: `Bad Request: unsupported type ${textOf(wrong['type'])}` };
  const stored = store(records, topic, { key: key?.['data'] ?? null, value: value?.['data'] ?? null, headers });
  if (stored === undefined) return { error_code: 413, message: 'The record is larger than the server accepts.' };
  return {
    error_code: 200,
    cluster_id: clusterId,
    topic_name: topic,
    ...stored,
    timestamp: '2026-09-01T01:00:00.000Z',
  };
}

function produceMany({ records }: SimulatorBox, topic: string, body: JsonObject, reply: SimulatorReply): unknown {
  if (!records.get('topics', topic)) return unknownTopic(reply);
  const offsets = ((body['records'] ?? []) as readonly JsonObject[]).map((record) => {
    const stored = store(records, topic, { key: record['key'] ?? null, value: record['value'] ?? null, headers: [] });
    if (!stored) return { partition: null, offset: null, error_code: 1, error: 'The message is too large.' };
    return { partition: stored['partition_id'], offset: stored['offset'], error_code: null, error: null };
  });
  return reply
    .type('application/vnd.kafka.v2+json')
    .send(JSON.stringify({ offsets, key_schema_id: null, value_schema_id: null }));
}

interface Content {
  readonly key: Json;
  readonly value: Json;
  readonly headers: Json;
}

/** Appends to the key's partition; a record beyond the broker's limit is not taken. */
function store(records: SimulatorBox['records'], topic: string, content: Content): JsonObject | undefined {
  if (JSON.stringify(content.value).length > largest) return undefined;
  const partitions = Number(records.get('topics', topic)?.['partitions_count'] ?? 1);
  const partition =
    [...textOf(content.key)].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % partitions;
  const offset = records
    .list('records')
    .filter((each) => each['topic'] === topic && each['partition'] === partition).length;
  records.upsert('records', { id: `${topic}-${partition}-${offset}`, topic, partition, offset, ...content });
  return { partition_id: partition, offset };
}
