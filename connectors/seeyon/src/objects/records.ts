import { defineObject } from '@joinery/connector-sdk';
import { memberById } from '../actions/directory.ts';
import { departmentSchema, memberSchema } from '../record-schema.ts';

const walked = { operation: { kind: 'code', paginated: true }, complete: true } as const;

export const department = defineObject({
  title: { zh: '部门', en: 'Department' },
  canonical: 'Department',
  fields: { from: 'manifest', schema: departmentSchema },
  id: 'record.id',
  deleted: 'record.isDeleted = true',
  list: walked,
});

export const member = defineObject({
  title: { zh: '人员', en: 'Member' },
  canonical: 'Agent',
  fields: { from: 'manifest', schema: memberSchema },
  id: 'record.id',
  deleted: 'record.isDeleted = true',
  list: walked,
  get: { operation: memberById('input.id') },
});
