import { defineConnection, field, form } from '@joinery/connector-sdk';

/** A REST proxy of Kafka, as Confluent publishes it, by its v3 and v2 interfaces. */
export const connection = defineConnection({
  help: {
    zh: '填写 Kafka REST Proxy 的地址(单独部署为 http://主机:8082;Confluent Server 内置为 https://主机:8090/kafka)与集群 ID(GET /v3/clusters 可见)。请为榫卯单独建立用户,只授予所需主题的写入与描述。内网地址需由管理员在“出口白名单”放行。',
    en: 'Give the address of the Kafka REST Proxy (http://host:8082 when deployed alone; https://host:8090/kafka inside Confluent Server) and the cluster id (see GET /v3/clusters). Create a user of its own for Joinery, with write and describe on the topics it needs. A private address must be allowed under Egress by an administrator.',
  },
  fields: {
    ...form(
      {
        url: field.text('REST Proxy 地址', 'Address of the REST Proxy', {
          format: 'uri',
          pattern: '^https?://[^?#]+[^/?#]$',
          'x-placeholder': 'https://kafka-rest.example.com:8082',
        }),
        clusterId: field.text('集群 ID', 'Cluster id', { pattern: '^[\\w.-]{1,200}$' }),
        authentication: {
          ...field.choice('认证方式', 'Authentication', {
            basic: ['用户与密码', 'User and password'],
            none: ['无', 'None'],
          }),
          default: 'basic',
        },
        user: field.text('用户或 API Key', 'User or API key', { maxLength: 200 }),
        password: field.secret('密码或 API Secret', 'Password or API secret'),
      },
      ['url', 'clusterId', 'authentication'],
    ),
    oneOf: [
      { properties: { authentication: { const: 'basic' } }, required: ['user', 'password'] },
      { properties: { authentication: { const: 'none' } } },
    ],
  },
  auth: [
    {
      scheme: 'basic',
      when: "connection.authentication = 'basic'",
      username: 'connection.user',
      password: 'secrets.password',
    },
    { scheme: 'none', when: "connection.authentication = 'none'" },
  ],
  test: {
    operation: { kind: 'request', request: { method: 'GET', path: '/v3/clusters/{connection.clusterId}' } },
    account: "'Kafka ' & body.cluster_id",
  },
});
