import type { Json, JsonObject } from '@joinery/contracts';
import {
  offsetPageOf,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { faults, refuse, success } from './answers.ts';
import { crmObject, crmObjects, draftFault, type CrmObject } from './crm-objects.ts';
import { found, type Search } from './search.ts';

interface Call {
  readonly Body: { readonly data?: JsonObject } & JsonObject;
}

type Work = (object: CrmObject, data: JsonObject, reply: SimulatorReply, request: SimulatorRequest) => unknown;

/** Preset objects here, custom ones there: the wrong interface does not know the object. */
export function dataRoutes(app: SimulatorApp, box: SimulatorBox): void {
  const route = (verb: string, nameOf: (data: JsonObject) => Json | undefined, work: Work): void => {
    for (const [path, custom] of [
      ['/cgi/crm/v2/data', false],
      ['/cgi/crm/custom/v2/data', true],
    ] as const) {
      app.post<Call>(`${path}/${verb}`, (request, reply) => {
        const data = request.body?.data ?? {};
        const object = crmObject(nameOf(data));
        if (!object || object.name.endsWith('__c') !== custom) return refuse(reply, faults.noObject);
        return work(object, data, reply, request);
      });
    }
  };
  const named = (data: JsonObject): Json | undefined => data['dataObjectApiName'];
  const drafted = (data: JsonObject): Json | undefined =>
    (data['object_data'] as JsonObject | undefined)?.['dataObjectApiName'];
  route('query', named, (object, data, reply, { url }) =>
    query(box, object, (data['search_query_info'] ?? {}) as Search, reply, url),
  );
  route('get', named, ({ name }, data, reply) => {
    const row = box.records.get(name, textOf(data['objectDataId']));
    return row ? success({ data: withoutNulls(row) }) : refuse(reply, faults.noRecord);
  });
  route('create', drafted, (object, data, reply) => write(box, object, data, reply, true));
  route('update', drafted, (object, data, reply) => write(box, object, data, reply, false));
  route('invalid', named, ({ name }, data, reply) => {
    const id = textOf(data['object_data_id']);
    if (!box.records.get(name, id)) return refuse(reply, faults.noRecord);
    box.records.upsert(name, { _id: id, life_status: 'invalid' });
    return success({});
  });
  route('recover', named, ({ name }, data, reply) => {
    const ids = ((data['idList'] ?? []) as readonly Json[]).map(textOf);
    if (!ids.every((id) => box.records.get(name, id))) return refuse(reply, faults.noRecord);
    for (const id of ids) box.records.upsert(name, { _id: id, life_status: 'normal' });
    return success({});
  });
  route('delete', named, ({ name }, data, reply) => {
    const ids = ((data['idList'] ?? []) as readonly Json[]).map(textOf);
    const rows = ids.map((id) => box.records.get(name, id));
    if (rows.some((row) => !row)) return refuse(reply, faults.noRecord);
    if (rows.some((row) => row?.['life_status'] !== 'invalid')) return refuse(reply, faults.stillValid);
    for (const id of ids) box.records.remove(name, id);
    return success({});
  });
  route('changeOwner', named, ({ name }, data, reply) => {
    const [change] = (data['Data'] ?? []) as readonly JsonObject[];
    const id = textOf(change?.['objectDataId']);
    if (!change || !Array.isArray(change['ownerId'])) return refuse(reply, faults.parameter);
    if (!box.records.get(name, id)) return refuse(reply, faults.noRecord);
    box.records.upsert(name, { _id: id, owner: change['ownerId'] });
    return success({});
  });
  metadataRoutes(app);
}

const largestPage = 100;
const furthest = 10_000;

function query(box: SimulatorBox, { name }: CrmObject, search: Search, reply: SimulatorReply, path: string): unknown {
  const { limit = 20, offset = 0 } = search;
  if (limit < 1 || limit > largestPage || offset % limit !== 0) return refuse(reply, faults.parameter);
  if (offset > furthest) return refuse(reply, faults.offset);
  // A condition on the id is how one goes on: what a disturbance sees as the place in the list.
  const rows = found(box.records.list(name), search);
  if (!rows) return refuse(reply, faults.parameter);
  const page = continued(box, name, search, rows, limit, offset, path);
  return success({ data: { dataList: page.map(withoutNulls), offset, limit, total: 0 } });
}

/** The page, with the listing faults applied also where the list is continued by a condition on the id. */
function continued(
  box: SimulatorBox,
  name: string,
  search: Search,
  rows: readonly JsonObject[],
  limit: number,
  offset: number,
  path: string,
): readonly JsonObject[] {
  const after = search.filters?.find(({ field_name: field, operator }) => field === '_id' && operator === 'GT');
  if (!after) return offsetPageOf({ rows, limit, offset, faults: box.faults, path }).items;
  const whole =
    found(box.records.list(name), { ...search, filters: search.filters?.filter((each) => each !== after) ?? [] }) ?? [];
  return offsetPageOf({ rows: whole, limit, offset: whole.length - rows.length, faults: box.faults, path }).items;
}

function write(box: SimulatorBox, object: CrmObject, data: JsonObject, reply: SimulatorReply, isNew: boolean): unknown {
  const { dataObjectApiName: _name, _id, ...draft } = data['object_data'] as JsonObject;
  const id = textOf(_id);
  if (!isNew && !box.records.get(object.name, id)) return refuse(reply, faults.noRecord);
  if (!isNew && 'owner' in draft) return refuse(reply, { ...faults.parameter, errorMessage: '不允许修改负责人' });
  const fault = draftFault(object, draft, isNew);
  if (fault) return refuse(reply, { errorCode: 15002, errorMessage: fault });
  const row = box.records.upsert(object.name, { ...draft, ...(!isNew && { _id: id }) });
  return success({ dataId: row['_id'] ?? null });
}

function metadataRoutes(app: SimulatorApp): void {
  app.post('/cgi/crm/v2/object/list', () =>
    success({
      data: {
        objects: crmObjects.map(({ name, label }) => ({
          describeApiName: name,
          describeDisplayName: label,
          isActive: true,
        })),
      },
    }),
  );
  app.post<Call>('/cgi/crm/v2/object/describe', ({ body }, reply) => {
    const object = crmObject(body?.data?.['apiName']);
    if (!object) return refuse(reply, faults.noObject);
    return success({
      data: {
        describe: { api_name: object.name, display_name: object.label, fields: object.fields as unknown as Json },
      },
    });
  });
}

/** Empty fields are left out. */
function withoutNulls(row: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
