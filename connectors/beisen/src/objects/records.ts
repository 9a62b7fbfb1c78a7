import { defineObject } from '@joinery/connector-sdk';
import { departmentById, employeeById } from '../actions/find-records.ts';
import { departmentSchema, employeeSchema } from '../record-schema.ts';
import { changeCursor } from '../triggers/change-cursor.ts';

const paged = { kind: 'code', paginated: true } as const;

export const department = defineObject({
  title: { zh: '组织', en: 'Department' },
  canonical: 'Department',
  fields: { from: 'manifest', schema: departmentSchema },
  id: '$string(record.oId)',
  deleted: 'record.stdIsDeleted = true',
  list: { operation: paged, complete: true },
  get: { operation: departmentById('input.id') },
  changes: { operation: paged, cursor: changeCursor('item.businessModifiedTime'), order: 'none', deletes: 'shown' },
});

/** Somebody who left is no deleted record: the state and the last work day say so. */
export const employee = defineObject({
  title: { zh: '员工', en: 'Employee' },
  canonical: 'Agent',
  fields: { from: 'manifest', schema: employeeSchema },
  id: '$string(record.employeeInfo.userID)',
  deleted: 'record.employeeInfo.stdIsDeleted = true',
  list: { operation: paged, complete: true },
  get: { operation: employeeById('input.id') },
  changes: {
    operation: paged,
    cursor: changeCursor('item.employeeInfo.businessModifiedTime'),
    order: 'none',
    deletes: 'shown',
  },
});
