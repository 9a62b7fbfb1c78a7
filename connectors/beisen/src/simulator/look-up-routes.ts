import type { JsonObject } from '@joinery/contracts';
import { type SimulatorApp, type SimulatorBox, textOf } from '@joinery/connector-sdk/simulator';
import { businessError } from './answers.ts';
import type { Scrolls } from './scrolls.ts';
import { prefix } from './time-window-routes.ts';
import { employeeInfo, recordInfo, wireEmployee } from './wire-employee.ts';

interface LookUp {
  readonly Body: JsonObject;
}

const success = (data: unknown): object => ({ data, code: '200', message: null });

/** Records by id, e-mail, number, and by their place in the tree. */
export function lookUpRoutes(server: SimulatorApp, box: SimulatorBox, scrolls: Scrolls): void {
  server.post<LookUp>(`${prefix}/Organization/GetByIds`, ({ body }) => byIds(box, 'departments', body, (row) => row));
  server.post<LookUp>(`${prefix}/Employee/GetBasicInfoByIds`, ({ body }) =>
    byIds(box, 'employees', body, employeeInfo),
  );
  server.post<LookUp>(`${prefix}/Employee/GetServiceInfoByIds`, ({ body }) =>
    byIds(box, 'employees', body, recordInfo),
  );
  server.post<LookUp>(`${prefix}/Employee/GetUserIDByEmail`, ({ body }) => {
    const found = box.records.find('employees', ({ email }) => email === body['email']);
    return success(found ? textOf(found['userID']) : null);
  });
  server.post<LookUp>(`${prefix}/Employee/GetUserIDsByJobNumbers`, ({ body }) => {
    const numbers = (body['jobNumbers'] ?? []) as readonly string[];
    if (numbers.length > 30) return businessError('jobNumbers最多支持30个');
    return success(numbers.map((jobNumber) => byNumber(box, jobNumber)));
  });
  server.post<LookUp>(`${prefix}/Organization/GetSubOrganizations`, ({ body }) => subtree(box, body));
  server.post<LookUp>(`${prefix}/Employee/GetEmployeeOfOrganization`, ({ url, body }) => {
    const id = textOf(body['orgOId']);
    if (!box.records.get('departments', id)) return businessError('组织单元不存在');
    const among = new Set([id, ...(body['includeSubOrg'] === true ? below(box, id, 20).map(idOf) : [])]);
    return scrolls.page(url, body, () =>
      box.records
        .list('employees')
        .filter((row) => among.has(textOf(row['oIdDepartment'])) && row['employeeStatus'] !== '8')
        .map(wireEmployee),
    );
  });
}

const idOf = (row: JsonObject): string => textOf(row['oId']);

function byIds(box: SimulatorBox, collection: string, body: JsonObject, face: (row: JsonObject) => JsonObject): object {
  const ids = (body['oIds'] ?? []) as readonly number[];
  if (ids.length > 300) return businessError('oIds最多支持300个');
  const wanted = new Set(ids.map(String));
  const { key } = box.records.definition(collection);
  return success(
    box.records
      .list(collection)
      .filter((row) => wanted.has(textOf(row[key])))
      .map(face),
  );
}

function byNumber(box: SimulatorBox, jobNumber: string): JsonObject {
  const found = box.records.find('employees', (row) => row['jobNumber'] === jobNumber);
  return found
    ? { jobNumber, userId: found['userID'] ?? null, code: '200', msg: null }
    : { jobNumber, userId: null, code: '417', msg: '员工不存在' };
}

function subtree(box: SimulatorBox, { oId, level, isWithSelf, isWithDisable }: JsonObject): object {
  const self = box.records.get('departments', textOf(oId));
  if (!self) return businessError('组织单元不存在');
  const rows = [...(isWithSelf === true ? [self] : []), ...below(box, textOf(oId), Number(level ?? 1))];
  return success(rows.filter(({ status }) => isWithDisable === true || status === 1));
}

function below(box: SimulatorBox, id: string, levels: number): readonly JsonObject[] {
  if (levels < 1) return [];
  const children = box.records
    .list('departments')
    .filter((row) => textOf(row['pOIdOrgAdmin']) === id && row['stdIsDeleted'] !== true);
  return [...children, ...children.flatMap((child) => below(box, idOf(child), levels - 1))];
}
