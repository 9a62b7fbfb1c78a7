import { defineObject, defineTrigger } from '@joinery/connector-sdk';
import { departmentSchema, personSample, personSchema } from '../record-schema.ts';

const paged = { kind: 'code', paginated: true } as const;
const code = { kind: 'code' } as const;
const cursor = { kind: 'time', value: 'item.changedAt', format: 'iso', lagMs: 120_000 } as const;
const changes = { operation: paged, cursor, order: 'none', deletes: 'not-shown' } as const;

export const person = defineObject({
  title: { zh: '人员', en: 'Person' },
  canonical: 'Agent',
  fields: { from: 'manifest', schema: personSchema },
  id: 'record.id',
  list: { operation: paged, complete: true },
  get: { operation: code },
  changes,
});

export const department = defineObject({
  title: { zh: '部门', en: 'Department' },
  canonical: 'Department',
  fields: { from: 'manifest', schema: departmentSchema },
  id: 'record.id',
  list: { operation: paged, complete: true },
  get: { operation: code },
  changes,
});

export const personChanged = defineTrigger({
  kind: 'polling',
  title: { zh: '人员有变更', en: 'Person changed' },
  output: personSchema,
  sample: personSample,
  operation: paged,
  cursor,
  dedupeKey: "item.id & '@' & item.changedAt",
  everyMs: 300_000,
});
