import { defineTrigger } from '@joinery/connector-sdk';
import { departmentSample, departmentSchema, employeeSample, employeeSchema } from '../record-schema.ts';
import { changeCursor } from './change-cursor.ts';

const paged = { kind: 'code', paginated: true } as const;

/** Events are not in the vendor's public documents, so changes are asked for. */
export const departmentChanged = defineTrigger({
  kind: 'polling',
  title: { zh: '组织有变更', en: 'Department changed' },
  output: departmentSchema,
  sample: departmentSample,
  operation: paged,
  cursor: changeCursor('item.businessModifiedTime'),
  dedupeKey: "$string(item.oId) & '@' & item.businessModifiedTime",
  everyMs: 300_000,
});

export const employeeChanged = defineTrigger({
  kind: 'polling',
  title: { zh: '员工有变更', en: 'Employee changed' },
  description: {
    zh: '入职、转正、调动、离职与资料修改',
    en: 'Joined, confirmed, moved, left, or personal data changed',
  },
  output: employeeSchema,
  sample: employeeSample,
  operation: paged,
  cursor: changeCursor('item.employeeInfo.businessModifiedTime'),
  dedupeKey: "$string(item.employeeInfo.userID) & '@' & item.employeeInfo.businessModifiedTime",
  everyMs: 300_000,
});
