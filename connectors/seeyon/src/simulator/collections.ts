import { randomInt } from 'node:crypto';
import type { CollectionDefinition } from '@joinery/connector-sdk/simulator';
import { customerService, seed } from './seed.ts';

/** A signed 64-bit id, larger than what JavaScript counts exactly. */
export const newId = (): string =>
  `-77${String(randomInt(10_000_000, 99_999_999))}${String(randomInt(10_000_000, 99_999_999))}1`;

/** What an installation holds. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  processes: {
    title: { zh: '协同', en: 'Processes' },
    key: 'summaryId',
    created: (draft) => ({
      summaryId: newId(),
      affairId: newId(),
      processId: newId(),
      workitemId: newId(),
      templateCode: 'refund_001',
      subject: '',
      state: 3,
      starter: 'e1001',
      handler: 'e1004',
      data: {},
      opinions: [],
      ...draft,
    }),
  },
  todos: { title: { zh: '第三方待办', en: 'Todos pushed' }, key: 'taskId' },
  members: {
    title: { zh: '人员', en: 'Members' },
    key: 'id',
    seed: seed.members,
    created: (draft) => ({
      id: newId(),
      name: '',
      loginName: '',
      code: '',
      telNumber: '',
      emailAddress: '',
      enabled: true,
      isDeleted: false,
      orgAccountId: seed.accounts[0]?.id ?? '',
      orgDepartmentId: customerService,
      ...draft,
    }),
    tombstone: (record) => ({ ...record, enabled: false, isDeleted: true }),
  },
  departments: {
    title: { zh: '部门', en: 'Departments' },
    key: 'id',
    seed: seed.departments,
    created: (draft) => ({
      id: newId(),
      name: '',
      code: '',
      enabled: true,
      isDeleted: false,
      orgAccountId: seed.accounts[0]?.id ?? '',
      ...draft,
    }),
    tombstone: (record) => ({ ...record, enabled: false, isDeleted: true }),
  },
  accounts: { title: { zh: '单位', en: 'Units' }, key: 'id', seed: seed.accounts },
  templates: { title: { zh: '流程模板', en: 'Templates' }, key: 'code', seed: seed.templates },
  files: { title: { zh: '附件', en: 'Files' }, key: 'fileUrl' },
};
