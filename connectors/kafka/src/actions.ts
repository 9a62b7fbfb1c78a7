import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { headersOf, produce, produceMany, topics } from './operations.ts';

const topic = field.text('主题', 'Topic', {
  pattern: '^[a-zA-Z0-9._-]{1,249}$',
  'x-options': 'topics',
  'x-placeholder': 'service.ticket',
});
const key = field.text('键', 'Key', {
  maxLength: 1_000,
  'x-help': {
    zh: '同一键的消息保持次序;用实体标识',
    en: 'Records with one key keep their order; use the id of the entity',
  },
});
const value = field.any('值', 'Value', {
  'x-help': {
    zh: '文本原样写入,其余写成 JSON;空为删除标记',
    en: 'A text goes as it is, all else as JSON; none is a tombstone',
  },
});
const headers: JsonObject = {
  type: 'object',
  additionalProperties: { type: 'string', maxLength: 2_000, pattern: '^[\\x20-\\x7e]*$' },
  'x-title': { zh: '消息头', en: 'Headers' },
};
const place = {
  topic: field.text('主题', 'Topic'),
  partition: field.whole('分区', 'Partition'),
  offset: field.whole('位移', 'Offset'),
};

export const produceRecord = defineAction({
  title: { zh: '写入消息', en: 'Produce a record' },
  description: {
    zh: '至少一次:重试可能写入两次,消费方按消息头 joinery-key 去重',
    en: 'At least once: a retry may write twice; consumers tell it by the header joinery-key',
  },
  input: form({ topic, key, value, headers, partition: field.whole('分区', 'Partition', { minimum: 0 }) }, ['topic']),
  output: recordOf(place, ['topic', 'partition', 'offset']),
  sample: { topic: 'service.ticket', partition: 1, offset: 42 },
  effect: { class: 'unsafe' },
  operation: produce(
    {
      topic: '{input.topic}',
      key: 'input.key',
      value: 'input.value',
      headers: headersOf('input.headers'),
      partition: 'input.partition',
    },
    "{'topic': body.topic_name, 'partition': body.partition_id, 'offset': body.offset}",
  ),
});

export const produceRecords = defineAction({
  title: { zh: '批量写入消息', en: 'Produce records' },
  description: { zh: '每条有自己的结果;不带消息头', en: 'Each has an outcome of its own; without headers' },
  input: form(
    {
      topic,
      records: {
        type: 'array',
        minItems: 1,
        maxItems: 10_000,
        items: form({ key, value }),
        'x-title': { zh: '消息', en: 'Records' },
      },
    },
    ['topic', 'records'],
  ),
  output: recordOf({ results: field.list('结果', 'Results', { type: 'object' }) }, ['results']),
  sample: { results: [{ index: 0, ok: true, output: { partition: 1, offset: 42 } }] },
  effect: { class: 'unsafe' },
  operation: produceMany(
    '{input.topic}',
    "{'key': key, 'value': value}",
    "{'partition': result.partition, 'offset': result.offset}",
  ),
});

export const listTopics = defineAction({
  title: { zh: '列出主题', en: 'List topics' },
  input: form({}),
  output: recordOf({ topic_name: field.text('主题', 'Topic'), partitions_count: field.whole('分区数', 'Partitions') }, [
    'topic_name',
  ]),
  sample: { topic_name: 'service.ticket', partitions_count: 3 },
  effect: { class: 'read' },
  safeToTest: true,
  operation: topics,
});

export const getTopic = defineAction({
  title: { zh: '读取主题', en: 'Get a topic' },
  input: form({ topic }, ['topic']),
  output: recordOf({ topic_name: field.text('主题', 'Topic'), partitions_count: field.whole('分区数', 'Partitions') }, [
    'topic_name',
  ]),
  sample: { topic_name: 'service.ticket', partitions_count: 3 },
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: { method: 'GET', path: '/v3/clusters/{connection.clusterId}/topics/{input.topic}' },
  },
});
