import type { JsonObject } from '@joinery/contracts';
import {
  offsetPageOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorRequest,
  textOf,
} from '@joinery/connector-sdk/simulator';
import { parameters } from './form-body.ts';

/** The organisation, by `resful` (sic). */
export function directoryRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const listing = (interfaceName: string, collection: string, face: (row: JsonObject) => JsonObject = (row) => row) =>
    server.post(`/api/hrm/resful/${interfaceName}`, (request) => page(request, box, collection, face));
  listing('getHrmsubcompanyWithPage', 'subcompanies');
  listing('getHrmdepartmentWithPage', 'departments');
  listing('getHrmUserInfoWithPage', 'people', (row) => {
    const department = box.records.get('departments', textOf(row['departmentid']));
    const subcompany = box.records.get('subcompanies', textOf(row['subcompanyid1']));
    return {
      ...row,
      departmentname: department?.['departmentname'] ?? '',
      departmentcode: department?.['departmentcode'] ?? '',
      subcompanyname: subcompany?.['subcompanyname'] ?? '',
    };
  });
}

function page(
  request: SimulatorRequest,
  box: SimulatorBox,
  collection: string,
  face: (row: JsonObject) => JsonObject,
): object {
  const { params } = parameters(request);
  if (typeof params !== 'object' || params === null) return { code: '-1', msg: '参数params不能为空' };
  const { pagesize, curpage, ...filters } = params as JsonObject;
  const size = Number(pagesize ?? 10);
  const number = Number(curpage ?? 1);
  if (!(size >= 1 && number >= 1)) return { code: '-1', msg: '分页参数错误' };
  const rows = box.records.list(collection).filter((row) => fits(row, filters));
  const asked = { rows, limit: size, offset: (number - 1) * size, faults: box.faults, path: request.url };
  const { items } = offsetPageOf(asked);
  const empty = number === 1 && items.length === 0;
  const data = { totalSize: empty ? 0 : rows.length, pageSize: size, page: number, dataList: items.map(face) };
  return { code: '1', msg: '', data };
}

/** A time filters from then on; everything else is equal; an empty one filters nothing. */
function fits(row: JsonObject, filters: JsonObject): boolean {
  return Object.entries(filters).every(([name, wanted]) => {
    if (textOf(wanted) === '') return true;
    return name === 'modified' ? textOf(row[name]) >= textOf(wanted) : textOf(row[name]) === textOf(wanted);
  });
}
