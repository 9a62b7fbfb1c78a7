import { randomInt } from 'node:crypto';
import type { CollectionDefinition } from '@joinery/connector-sdk/simulator';
import { localText } from './local-time.ts';
import { seed } from './seed.ts';

const changed: NonNullable<CollectionDefinition['changed']> = (record, _before, now) => ({
  ...record,
  businessModifiedTime: localText(now),
  modifiedTime: localText(now),
});
const tombstone: NonNullable<CollectionDefinition['tombstone']> = (record, now) => ({
  ...changed(record, record, now),
  stdIsDeleted: true,
});

/** What a tenant holds; person and main job of an employee as one record. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  employees: {
    title: { zh: '员工', en: 'Employees' },
    key: 'userID',
    seed: seed.employees,
    created: (draft, now) => ({
      userID: randomInt(101_600_000, 199_999_999),
      name: '',
      email: null,
      mobilePhone: null,
      gender: 0,
      jobNumber: null,
      oIdDepartment: seed.root,
      employType: 0,
      serviceType: 0,
      employeeStatus: '3',
      approvalStatus: 4,
      entryDate: localText(now),
      startDate: localText(now),
      stopDate: '9999-12-31T00:00:00',
      lastWorkDate: null,
      stdIsDeleted: false,
      businessModifiedTime: localText(now),
      modifiedTime: localText(now),
      ...draft,
    }),
    changed,
    tombstone,
  },
  departments: {
    title: { zh: '组织', en: 'Departments' },
    key: 'oId',
    seed: seed.departments,
    created: (draft, now) => ({
      oId: randomInt(2_000_000, 8_999_999),
      name: '',
      code: null,
      status: 1,
      pOIdOrgAdmin: seed.root,
      pOIdOrgReserve2: -2,
      personInCharge: null,
      startDate: localText(now),
      stopDate: '9999-12-31T00:00:00',
      isCurrentRecord: true,
      stdIsDeleted: false,
      businessModifiedTime: localText(now),
      modifiedTime: localText(now),
      ...draft,
    }),
    changed,
    tombstone,
  },
};
