import { defineObject } from '@joinery/connector-sdk';
import { everyDepartment } from '../actions/directory.ts';
import { departmentSchema } from '../directory-schema.ts';
import { gotten } from '../requests.ts';

export const department = defineObject({
  title: { zh: '部门', en: 'Department' },
  canonical: 'Department',
  fields: { from: 'manifest', schema: departmentSchema },
  id: '$string(record.id)',
  list: { operation: everyDepartment, complete: true },
  get: {
    operation: {
      kind: 'request',
      request: gotten('/department/get', { id: 'input.id' }, 'contact'),
      output: 'body.department',
    },
  },
});
