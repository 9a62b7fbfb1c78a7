import { randomInt } from 'node:crypto';
import type { CollectionDefinition } from '@joinery/connector-sdk/simulator';
import { localText } from './local-time.ts';
import { seed } from './seed.ts';

const newId = (): string => String(randomInt(4_000_000, 99_000_000));

/** What an installation holds. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  requests: {
    title: { zh: '流程', en: 'Requests' },
    key: 'requestId',
    seed: seed.requests,
    created: (draft, now) => ({
      requestId: newId(),
      workflowId: '781',
      requestName: '',
      requestLevel: '0',
      creatorId: '66',
      currentNodeType: '1',
      status: '创建 至 审批',
      operatorId: '69',
      createTime: localText(now),
      receiveTime: localText(now),
      lastOperatorId: '66',
      lastOperateTime: localText(now),
      fields: {},
      logs: [],
      ...draft,
    }),
    changed: (record, before, now) => ({
      ...record,
      lastOperateTime: localText(now),
      receiveTime:
        record['currentNodeType'] === before['currentNodeType'] ? (record['receiveTime'] ?? null) : localText(now),
    }),
  },
  people: {
    title: { zh: '人员', en: 'People' },
    key: 'id',
    seed: seed.people,
    created: (draft, now) => ({
      id: newId(),
      workcode: '',
      loginid: '',
      lastname: '',
      sex: '',
      email: '',
      mobile: '',
      telephone: '',
      departmentid: '11',
      subcompanyid1: '1',
      jobtitle: '',
      managerid: '0',
      status: '1',
      accounttype: '0',
      modified: localText(now),
      ...draft,
    }),
    changed: (record, _before, now) => ({ ...record, modified: localText(now) }),
  },
  departments: {
    title: { zh: '部门', en: 'Departments' },
    key: 'id',
    seed: seed.departments,
    created: (draft) => ({
      id: newId(),
      departmentname: '',
      departmentmark: '',
      departmentcode: '',
      supdepid: '0',
      subcompanyid1: '1',
      canceled: '',
      showorder: '0',
      ...draft,
    }),
  },
  subcompanies: { title: { zh: '分部', en: 'Subcompanies' }, key: 'id', seed: seed.subcompanies },
  workflows: { title: { zh: '流程类型', en: 'Workflows' }, key: 'workflowId', seed: seed.workflows },
  notices: { title: { zh: '通知', en: 'Notices' }, key: 'targetId' },
};
