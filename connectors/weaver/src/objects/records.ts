import { defineObject } from '@joinery/connector-sdk';
import { directoryPages } from '../actions/directory.ts';
import { localTimeCursor, sinceCursor } from '../local-time-cursor.ts';
import { departmentSchema, personSchema, subcompanySchema } from '../record-schema.ts';

export const person = defineObject({
  title: { zh: '人员', en: 'Person' },
  canonical: 'Agent',
  fields: { from: 'manifest', schema: personSchema },
  id: '$string(record.id)',
  list: { operation: directoryPages('getHrmUserInfoWithPage'), complete: true },
  changes: {
    // What the filter means is not documented, so what it lets through too much is left out here.
    operation: directoryPages(
      'getHrmUserInfoWithPage',
      { modified: "$exists(state.cursor) ? state.cursor : ''" },
      sinceCursor('body.data.dataList', 'modified'),
    ),
    cursor: localTimeCursor('item.modified'),
    order: 'none',
    deletes: 'not-shown',
  },
});

export const department = defineObject({
  title: { zh: '部门', en: 'Department' },
  canonical: 'Department',
  fields: { from: 'manifest', schema: departmentSchema },
  id: '$string(record.id)',
  list: { operation: directoryPages('getHrmdepartmentWithPage'), complete: true },
});

export const subcompany = defineObject({
  title: { zh: '分部', en: 'Subcompany' },
  canonical: 'Department',
  fields: { from: 'manifest', schema: subcompanySchema },
  id: '$string(record.id)',
  list: { operation: directoryPages('getHrmsubcompanyWithPage'), complete: true },
});
