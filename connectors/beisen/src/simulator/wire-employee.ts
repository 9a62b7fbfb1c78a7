import type { JsonObject } from '@joinery/contracts';

const jobMembers = new Set([
  'jobNumber',
  'oIdDepartment',
  'oIdOrganization',
  'oIdJobPosition',
  'oIdJobPost',
  'pOIdEmpAdmin',
  'employType',
  'serviceType',
  'employeeStatus',
  'approvalStatus',
  'entryDate',
  'startDate',
  'stopDate',
  'lastWorkDate',
  'isCurrentRecord',
  'customProperties',
]);

export function employeeInfo(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !jobMembers.has(name)));
}

export function recordInfo(record: JsonObject): JsonObject {
  const job = Object.fromEntries(Object.entries(record).filter(([name]) => jobMembers.has(name)));
  return { userID: record['userID'] ?? null, ...job };
}

/** Person and job as a listing gives them. */
export function wireEmployee(record: JsonObject): JsonObject {
  return { originalId: null, employeeInfo: employeeInfo(record), recordInfo: recordInfo(record) };
}
