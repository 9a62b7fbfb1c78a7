import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorApp, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { errors, ok, refuse } from './answers.ts';

interface Call {
  readonly Querystring: Readonly<Record<string, string>>;
  readonly Body: JsonObject;
}

/** What apps made since June 2022 do not get. */
const personal = ['mobile', 'email', 'biz_mail', 'avatar', 'thumb_avatar', 'qr_code', 'address'];

/** The directory; user ids are the same in either case. */
export function contactRoutes(server: SimulatorApp, box: SimulatorBox, personalFields: boolean): void {
  const shown = (user: JsonObject): JsonObject =>
    personalFields
      ? user
      : { ...Object.fromEntries(Object.entries(user).filter(([name]) => !personal.includes(name))), gender: '0' };
  const departments = (): readonly JsonObject[] => box.records.list('departments');
  const asked = (id: string | undefined): readonly JsonObject[] =>
    id === undefined || id === '' ? departments() : withBelow(departments(), Number(id));

  server.get('/cgi-bin/getcallbackip', () => ok({ ip_list: ['127.0.0.1'] }));
  server.get<Call>('/cgi-bin/department/list', ({ query }, reply) => {
    const found = asked(query['id']);
    return found.length > 0 ? ok({ department: found }) : refuse(reply, errors.noDepartment, { department: [] });
  });
  server.get<Call>('/cgi-bin/department/simplelist', ({ query }) =>
    ok({ department_id: asked(query['id']).map(({ id = 0, parentid = 0, order = 0 }) => ({ id, parentid, order })) }),
  );
  server.get<Call>('/cgi-bin/department/get', ({ query }, reply) => {
    const department = box.records.get('departments', query['id'] ?? '');
    return department ? ok({ department }) : refuse(reply, errors.noDepartment);
  });
  server.get<Call>('/cgi-bin/user/list', ({ query }, reply) => {
    const department = box.records.get('departments', query['department_id'] ?? '');
    if (!department) return refuse(reply, errors.noDepartment, { userlist: [] });
    return ok({ userlist: peopleOf(box, Number(query['department_id'])).map(shown) });
  });
  server.get<Call>('/cgi-bin/user/simplelist', ({ query }) =>
    ok({
      userlist: peopleOf(box, Number(query['department_id'])).map(({ userid = '', name = '', department = [] }) => ({
        userid,
        name,
        department,
        open_userid: '',
      })),
    }),
  );
  server.get<Call>('/cgi-bin/user/get', ({ query }, reply) => {
    const user = findUser(box, query['userid'] ?? '');
    if (user) return ok(shown(user));
    return refuse(reply, errors.noUser, { department: [], order: [], is_leader_in_dept: [], direct_leader: [] });
  });
  server.post<Call>('/cgi-bin/user/getuserid', ({ body }, reply) => {
    const user = box.records.find('users', (row) => row['mobile'] === body['mobile']);
    return user ? ok({ userid: user['userid'] ?? '' }) : refuse(reply, errors.noMobile);
  });
  server.post<Call>('/cgi-bin/user/get_userid_by_email', ({ body }, reply) => {
    const field = body['email_type'] === 2 ? 'email' : 'biz_mail';
    const user = box.records.find('users', (row) => row[field] === body['email']);
    return user ? ok({ userid: user['userid'] ?? '' }) : refuse(reply, errors.noMobile);
  });
}

export function findUser(box: SimulatorBox, id: string): JsonObject | undefined {
  return box.records.find('users', (row) => textOf(row['userid']).toLowerCase() === id.toLowerCase());
}

export function peopleOf(box: SimulatorBox, department: number): readonly JsonObject[] {
  return box.records.list('users').filter((row) => (row['department'] as readonly number[]).includes(department));
}

function withBelow(rows: readonly JsonObject[], id: number): readonly JsonObject[] {
  const own = rows.filter((row) => row['id'] === id);
  const children = rows.filter((row) => row['parentid'] === id && row['id'] !== id);
  return [...own, ...children.flatMap((child) => withBelow(rows, child['id'] as number))];
}
