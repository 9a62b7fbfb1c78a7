import type { CodeContext, CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { readScroll } from './scroll.ts';
import { beginning, type Listing, pageSince } from './time-windows.ts';

const departments: Listing = {
  path: '/Organization/GetByTimeWindow',
  budget: 'departments',
  filter: () => ({ isOnlyGetCurrent: true }),
};

/** The main job that is in force now (`isGetLatestRecord` false), approved; leavers too. */
const employees: Listing = {
  path: '/Employee/GetByTimeWindow',
  budget: 'employees',
  filter: ({ connection }) => ({
    serviceType: [0],
    approvalStatuses: [4],
    isGetLatestRecord: false,
    ...ofConnection(connection, 'employeeStatuses', 'empStatus'),
    ...ofConnection(connection, 'employTypes', 'employType'),
  }),
};

function ofConnection(connection: JsonObject, field: string, member: string): JsonObject {
  const chosen = connection[field];
  return Array.isArray(chosen) && chosen.length > 0 ? { [member]: chosen } : {};
}

const pageOf =
  (listing: Listing) =>
  (input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> =>
    pageSince(ctx, listing, beginning(ctx, input['changedSince']), from);

/** Behind an action, the sync object and the trigger alike. */
export const pageOfDepartments = pageOf(departments);
export const pageOfEmployees = pageOf(employees);

/** People of one department at a day; with `includeBelow` those of the departments below it too. */
export async function pageOfDepartmentEmployees(input: JsonObject, ctx: CodeContext): Promise<CodePage> {
  const body: JsonObject = {
    orgOId: Number(input['oId']),
    includeSubOrg: input['includeBelow'] === true,
    queryDate: `${new Date(ctx.now()).toISOString().slice(0, 10)}T00:00:00`,
  };
  const items = (await readScroll(ctx, { path: '/Employee/GetEmployeeOfOrganization', budget: 'lookups', body })) ?? [];
  return { items, next: null };
}
