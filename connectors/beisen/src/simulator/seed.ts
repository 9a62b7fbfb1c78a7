import type { JsonObject } from '@joinery/contracts';
import { app } from './authorise.ts';

/** The root organisation's id is 900 before the tenant's. */
const root = Number(`900${app.tenantId}`);

const department = (oId: number, name: string, code: string, parent: number, at: string): JsonObject => ({
  oId,
  name,
  code,
  status: 1,
  pOIdOrgAdmin: parent,
  pOIdOrgReserve2: -2,
  personInCharge: 101532496,
  startDate: '2025-01-01T00:00:00',
  stopDate: '9999-12-31T00:00:00',
  isCurrentRecord: true,
  stdIsDeleted: false,
  businessModifiedTime: at,
  modifiedTime: at,
});

/** The same people as the agents of the service core's simulator. */
const employee = (userID: number, name: string, jobNumber: string, oIdDepartment: number, at: string): JsonObject => ({
  userID,
  name,
  email: `${jobNumber.toLowerCase()}@service.example.com`,
  mobilePhone: `138${String(userID).slice(-8)}`,
  gender: 0,
  objectId: `04866f9e-2f14-4f55-9a5e-${String(userID).padStart(12, '0')}`,
  jobNumber,
  oIdDepartment,
  oIdOrganization: root,
  oIdJobPosition: '6f0f2f8a-7a59-4a1f-9a43-5b6f6a6f7b10',
  oIdJobPost: '63167',
  pOIdEmpAdmin: 101532496,
  employType: 0,
  serviceType: 0,
  employeeStatus: '3',
  approvalStatus: 4,
  entryDate: '2025-03-09T00:00:00',
  startDate: '2025-03-09T00:00:00',
  stopDate: '9999-12-31T00:00:00',
  lastWorkDate: null,
  isCurrentRecord: true,
  stdIsDeleted: false,
  businessModifiedTime: at,
  modifiedTime: at,
  customProperties: {},
});

export const seed = {
  root,
  departments: [
    department(root, '示例科技有限公司', 'HQ', 0, '2025-01-05T09:00:00'),
    department(1143532, '客户服务部', 'CS', root, '2025-02-01T09:00:00'),
    department(1143533, '技术支持部', 'TS', root, '2025-02-01T09:05:00'),
    department(1143534, '售后一组', 'CS1', 1143532, '2025-06-01T10:00:00'),
  ],
  employees: [
    employee(101532496, '陈静', 'E1004', 1143532, '2025-03-09T10:00:00'),
    employee(101539901, '张伟', 'E1001', 1143533, '2025-03-09T10:05:00'),
    employee(101539902, '李娜', 'E1002', 1143532, '2025-03-10T16:30:33'),
    employee(101539903, '王强', 'E1003', 1143534, '2025-06-02T08:00:00'),
    {
      ...employee(101539905, '赵敏', 'E1005', 1143532, '2025-08-01T18:00:00'),
      employeeStatus: '8',
      lastWorkDate: '2025-07-31T00:00:00',
    },
  ],
};
