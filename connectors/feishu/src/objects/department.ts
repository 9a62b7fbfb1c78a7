import { defineObject } from '@joinery/connector-sdk';
import { everyDepartment } from '../actions/directory.ts';
import { departmentSchema } from '../directory-schema.ts';

export const department = defineObject({
  title: { zh: '部门', en: 'Department' },
  canonical: 'Department',
  fields: { from: 'manifest', schema: departmentSchema },
  id: 'record.open_department_id',
  deleted: 'record.status.is_deleted = true',
  list: { operation: everyDepartment, complete: true },
  get: {
    operation: {
      kind: 'request',
      request: { method: 'GET', path: '/contact/v3/departments/{input.id}', budget: 'contact' },
      output: 'body.data.department',
    },
  },
});
