import { field, recordOf } from '@joinery/connector-sdk';

export const keyField = field.text('对象键', 'Key', {
  minLength: 1,
  maxLength: 1_024,
  'x-placeholder': 'ods/ticket/dt=2026-09-01/0001.ndjson',
});

export const prefixField = field.text('前缀', 'Prefix', { maxLength: 1_024, 'x-placeholder': 'ods/ticket/' });

/** An object as a listing tells it. */
export const summary = recordOf(
  {
    key: field.text('对象键', 'Key'),
    size: field.whole('字节数', 'Bytes'),
    lastModified: field.text('修改时间', 'Last modified', { format: 'date-time' }),
    etag: field.text('ETag', 'ETag'),
  },
  ['key', 'size', 'lastModified', 'etag'],
);

export const summarySample = {
  key: 'drop/customers.csv',
  size: 58,
  lastModified: '2026-09-01T01:00:00.000Z',
  etag: '9b2cf535f27731c974343645a3985328',
};
