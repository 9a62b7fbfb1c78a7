import { defineConnection, field, form } from '@joinery/connector-sdk';
import { authorization, stringToSign } from './signature.ts';

const date = "$replace($substring(timestamp, 0, 10), '-', '')";

/** A bucket of S3, or of a store that speaks as it does (MinIO, Ceph, Aliyun OSS, Tencent COS). */
export const connection = defineConnection({
  help: {
    zh: '在对象存储的控制台为榫卯单独建立访问密钥,只授予此存储桶的 ListBucket、GetObject、PutObject、DeleteObject。自建的 MinIO 填写其地址;内网地址需由管理员在“出口白名单”放行。',
    en: 'Make an access key of its own for Joinery in the console of the store, with ListBucket, GetObject, PutObject and DeleteObject on this bucket only. For MinIO give its address; a private address must be allowed under Egress by an administrator.',
  },
  fields: form(
    {
      endpoint: field.text('接口地址', 'Endpoint', {
        format: 'uri',
        pattern: '^https?://[^/?#]+$',
        'x-placeholder': 'https://s3.cn-north-1.amazonaws.com.cn',
      }),
      region: field.text('地域', 'Region', {
        minLength: 1,
        maxLength: 50,
        default: 'us-east-1',
        'x-help': { zh: 'MinIO 一般为 us-east-1', en: 'us-east-1 for most MinIO servers' },
      }),
      bucket: field.text('存储桶', 'Bucket', { pattern: '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$' }),
      accessKeyId: field.text('访问密钥 ID', 'Access key id', { minLength: 1, maxLength: 200 }),
      secretAccessKey: field.secret('访问密钥', 'Secret access key'),
    },
    ['endpoint', 'region', 'bucket', 'accessKeyId', 'secretAccessKey'],
  ),
  auth: [
    {
      // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
      scheme: 'signed',
      algorithm: 'hmac-sha256',
      timestamp: 'iso',
      key: [
        { part: 'literal', text: 'AWS4' },
        { part: 'secret', name: 'secretAccessKey' },
      ],
      derive: [
        [{ part: 'expression', value: date }],
        [{ part: 'field', name: 'region' }],
        [{ part: 'literal', text: 's3' }],
        [{ part: 'literal', text: 'aws4_request' }],
      ],
      parts: [{ part: 'expression', value: stringToSign }],
      inject: [
        {
          into: { in: 'header', name: 'x-amz-date' },
          value: "$replace($substring(timestamp, 0, 19), /[-:]/, '') & 'Z'",
        },
        { into: { in: 'header', name: 'authorization' }, value: authorization },
      ],
    },
  ],
  test: { operation: { kind: 'code' }, account: "connection.bucket & ' · ' & connection.endpoint" },
});
