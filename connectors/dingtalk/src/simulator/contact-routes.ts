import type { JsonObject } from '@joinery/contracts';
import {
  offsetPageOf,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
} from '@joinery/connector-sdk/simulator';
import { ok, oldErrors, refuseOld, type OldError } from './answers.ts';

interface Contact {
  readonly Body: JsonObject;
}

export const rootDepartment = 1;
const largestPage = 100;

/** The directory of the old interface: departments level by level, people department by department. */
export function contactRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const users = (): readonly JsonObject[] => box.records.list('users');
  const result = (reply: SimulatorReply, found: JsonObject | undefined, otherwise: OldError): unknown =>
    found ? ok({ result: found }) : refuseOld(reply, otherwise);

  server.post<Contact>('/topapi/v2/department/listsub', ({ body }, reply) => {
    const parent = Number(body['dept_id'] ?? rootDepartment);
    if (!box.records.get('departments', String(parent))) return refuseOld(reply, oldErrors.noDepartment);
    const below = box.records.list('departments').filter((row) => row['parent_id'] === parent);
    return ok({ result: below.map(briefly) });
  });
  server.post<Contact>('/topapi/v2/department/listsubid', ({ body }) => {
    const below = box.records.list('departments').filter((row) => row['parent_id'] === Number(body['dept_id']));
    return ok({ result: { dept_id_list: below.map((row) => row['dept_id'] ?? null) } });
  });
  server.post<Contact>('/topapi/v2/department/get', ({ body }, reply) =>
    result(reply, box.records.get('departments', textOf(body['dept_id'])), oldErrors.noDepartment),
  );
  server.post<Contact>('/topapi/v2/user/list', ({ body, url }, reply) => {
    const limit = Number(body['size']);
    const offset = Number(body['cursor']);
    if (!Number.isInteger(limit) || limit < 1 || limit > largestPage || !Number.isInteger(offset))
      return refuseOld(reply, oldErrors.size);
    const department = Number(body['dept_id']);
    if (!box.records.get('departments', String(department))) return refuseOld(reply, oldErrors.noDepartment);
    const rows = users().filter((row) => (row['dept_id_list'] as readonly number[]).includes(department));
    const { items, next } = offsetPageOf({ rows, limit, offset, faults: box.faults, path: url });
    // Without a further page there is no cursor at all.
    const page = next === undefined ? { has_more: false } : { has_more: true, next_cursor: next };
    return ok({ result: { ...page, list: items.map(inList) } });
  });
  server.post<Contact>('/topapi/v2/user/get', ({ body }, reply) => {
    if (textOf(body['userid']) === '') return refuseOld(reply, oldErrors.badUser);
    return result(reply, box.records.get('users', textOf(body['userid'])), oldErrors.noUser);
  });
  server.post<Contact>('/topapi/v2/user/getbymobile', ({ body }, reply) => {
    const mobile = textOf(body['mobile']);
    if (!/^\+?[\d-]{5,20}$/.test(mobile)) return refuseOld(reply, oldErrors.badMobile);
    const user = users().find((row) => row['mobile'] === mobile);
    return result(
      reply,
      user && { userid: user['userid'] ?? null, exclusive_account_userid_list: [] },
      oldErrors.noUser,
    );
  });
  server.post<Contact>('/topapi/user/getbyunionid', ({ body }, reply) => {
    const user = users().find((row) => row['unionid'] === body['unionid']);
    return result(reply, user && { contact_type: 0, userid: user['userid'] ?? null }, oldErrors.noUser);
  });
}

/** Listings say less than a reading does. */
function briefly({
  auto_add_user = true,
  create_dept_group = true,
  dept_id = null,
  name = '',
  parent_id = null,
}: JsonObject): JsonObject {
  return { auto_add_user, create_dept_group, dept_id, name, parent_id };
}

function inList(user: JsonObject): JsonObject {
  const { leader_in_dept: _, role_list: __, dept_order_list: ___, ...listed } = user;
  return listed;
}
