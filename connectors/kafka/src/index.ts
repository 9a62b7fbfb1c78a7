import { defineConnector } from '@joinery/connector-sdk';
import { getTopic, listTopics, produceRecord, produceRecords } from './actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { topics } from './operations.ts';

/** Kafka by a REST proxy: records in, topics told; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'kafka',
    version: '1.0.0',
    title: { zh: 'Kafka(REST Proxy)', en: 'Kafka (REST Proxy)' },
    description: {
      zh: '经 Kafka REST Proxy 写入消息。',
      en: 'Produces records by a Kafka REST Proxy.',
    },
    categories: ['data'],
    docs: [
      {
        title: { zh: 'Kafka REST Proxy 接口', en: 'Kafka REST Proxy API' },
        url: 'https://docs.confluent.io/platform/current/kafka-rest/api.html',
      },
    ],
    hosts: ['{connection.url}'],
    baseUrl: '{connection.url}',
    errors,
    vendorError,
    options: {
      topics: { operation: topics, value: 'item.topic_name', label: 'item.topic_name' },
    },
  },
  connection,
  actions: {
    'produce-record': produceRecord,
    'produce-records': produceRecords,
    'list-topics': listTopics,
    'get-topic': getTopic,
  },
});

export default connector;
