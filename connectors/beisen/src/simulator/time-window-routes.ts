import type { Json, JsonObject } from '@joinery/contracts';
import { type SimulatorApp, type SimulatorBox, textOf } from '@joinery/connector-sdk/simulator';
import { businessError } from './answers.ts';
import { moment } from './local-time.ts';
import type { Scrolls } from './scrolls.ts';
import { wireEmployee } from './wire-employee.ts';

interface Window {
  readonly Body: JsonObject;
}

const longestMs = 90 * 24 * 3_600_000;
export const prefix = '/TenantBaseExternal/api/v5';

/** Records by the time they changed. */
export function timeWindowRoutes(server: SimulatorApp, box: SimulatorBox, scrolls: Scrolls): void {
  server.post<Window>(`${prefix}/Organization/GetByTimeWindow`, ({ url, body }) =>
    windowed(body, () =>
      scrolls.page(url, body, () =>
        box.records.list('departments').filter((row) => within(row, body) && shown(row, body)),
      ),
    ),
  );
  server.post<Window>(`${prefix}/Employee/GetByTimeWindow`, ({ url, body }) =>
    windowed(body, () =>
      scrolls.page(url, body, () =>
        box.records
          .list('employees')
          .filter((row) => within(row, body) && shown(row, body) && wanted(row, body))
          .map(wireEmployee),
      ),
    ),
  );
}

function windowed(body: JsonObject, page: () => JsonObject): JsonObject {
  const [start, stop] = [moment(textOf(body['startTime'])), moment(textOf(body['stopTime']))];
  if (Number.isNaN(start) || Number.isNaN(stop)) return businessError('startTime、stopTime格式不正确');
  if (stop - start > longestMs) return businessError('只支持查询90天范围内的数据，请分段查询');
  return page();
}

/** Type 1 asks by any change, type 2 by a change of the business. */
function within(row: JsonObject, body: JsonObject): boolean {
  const changed = textOf(row[body['timeWindowQueryType'] === 1 ? 'modifiedTime' : 'businessModifiedTime']);
  return changed >= textOf(body['startTime']) && changed <= textOf(body['stopTime']);
}

function shown(row: JsonObject, { isWithDeleted, withDisabled }: JsonObject): boolean {
  const gone = row['status'] === 0 || row['employeeStatus'] === '8';
  return (isWithDeleted === true || row['stdIsDeleted'] !== true) && (withDisabled === true || !gone);
}

function wanted(row: JsonObject, body: JsonObject): boolean {
  const among = (list: Json | undefined, value: Json | undefined): boolean =>
    !Array.isArray(list) || list.length === 0 || list.map(textOf).includes(textOf(value));
  return (
    among(body['empStatus'], row['employeeStatus']) &&
    among(body['employType'], row['employType']) &&
    among(body['serviceType'], row['serviceType'])
  );
}
