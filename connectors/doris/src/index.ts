import { defineConnector } from '@joinery/connector-sdk';
import { deleteRows, describeTable, loadRows } from './actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';

const type = `($type := $uppercase($column.type);
  $type in ['TINYINT', 'SMALLINT', 'INT'] ? {'type': ['integer', 'null']}
  : $type in ['BIGINT', 'LARGEINT'] ? {'type': ['integer', 'string', 'null']}
  : $type in ['FLOAT', 'DOUBLE'] ? {'type': ['number', 'null']}
  : $contains($type, 'DECIMAL') ? {'type': ['number', 'string', 'null']}
  : $type = 'BOOLEAN' ? {'type': ['boolean', 'null']}
  : $type in ['ARRAY', 'MAP', 'STRUCT', 'JSON', 'JSONB', 'VARIANT'] ? {}
  : {'type': ['string', 'null']})`;

/** Apache Doris by stream load: rows in, once for each label; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'doris',
    version: '1.0.0',
    title: { zh: 'Apache Doris', en: 'Apache Doris' },
    description: {
      zh: '以 Stream Load 向 Doris 表导入、更新与删除行,重试不重复。',
      en: 'Loads, updates and deletes rows of Doris tables by stream load, nothing twice after a retry.',
    },
    categories: ['data'],
    docs: [
      {
        title: { zh: 'Stream Load', en: 'Stream Load' },
        url: 'https://doris.apache.org/docs/data-operate/import/import-way/stream-load-manual',
      },
    ],
    hosts: ['{connection.url}', '{connection.loadUrl}'],
    baseUrl: '{connection.url}',
    errors,
    vendorError,
    options: {
      tables: {
        operation: {
          kind: 'request',
          request: {
            method: 'GET',
            path: '/api/meta/namespaces/default_cluster/databases/{connection.database}/tables',
          },
          output: "[body.data.{'name': $}]",
        },
        value: 'item.name',
        label: 'item.name',
      },
    },
    schemas: {
      row: {
        operation: {
          kind: 'request',
          request: { method: 'GET', path: '/api/{connection.database}/{input.table}/_schema' },
          output: `{
            'type': 'object',
            'properties': $merge(body.data.properties.(
              $column := $;
              $title := $exists(comment) and comment != '' ? comment : name;
              {name: $merge([${type}, {'x-title': {'zh': $title, 'en': $title}, 'x-column-type': $column.type}])}
            )),
            'additionalProperties': false
          }`,
        },
        dependsOn: ['table'],
      },
    },
  },
  connection,
  actions: { 'load-rows': loadRows, 'delete-rows': deleteRows, 'describe-table': describeTable },
});

export default connector;
