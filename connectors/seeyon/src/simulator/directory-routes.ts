import type { JsonObject } from '@joinery/contracts';
import { type SimulatorApp, type SimulatorBox, textOf } from '@joinery/connector-sdk/simulator';

interface Asked {
  readonly Params: { readonly id: string };
  readonly Querystring: Readonly<Record<string, string>>;
}

const prefix = '/seeyon/rest';

/** Units, departments and members: bare lists, without pages. */
export function directoryRoutes(server: SimulatorApp, box: SimulatorBox): void {
  server.get(`${prefix}/orgAccounts`, () => box.records.list('accounts'));
  server.get<Asked>(`${prefix}/orgDepartments/:id`, ({ params, url }) => {
    if (box.faults.take('empty-listing', url)) return [];
    return box.records.list('departments').filter(({ orgAccountId }) => orgAccountId === params.id);
  });
  server.get<Asked>(`${prefix}/orgMembers/department/:id`, ({ params, query, url }) => {
    if (box.faults.take('empty-listing', url)) return [];
    const among = new Set([params.id, ...(query['firstLayer'] === 'true' ? [] : below(box, params.id))]);
    return box.records.list('members').filter((row) => among.has(textOf(row['orgDepartmentId'])));
  });
  server.get<Asked>(`${prefix}/orgMember/`, ({ query }, reply) =>
    found(
      reply,
      box.records.find('members', ({ loginName }) => loginName === query['loginName']),
    ),
  );
  server.get<Asked>(`${prefix}/orgMember/:id`, ({ params }, reply) =>
    found(reply, box.records.get('members', params.id)),
  );
}

/** Nothing found is an empty answer. */
function found(reply: { readonly send: (body?: JsonObject) => unknown }, record: JsonObject | undefined): unknown {
  return reply.send(record);
}

function below(box: SimulatorBox, id: string): readonly string[] {
  const children = box.records.list('departments').filter(({ parentId }) => parentId === id);
  return children.flatMap((child) => [textOf(child['id']), ...below(box, textOf(child['id']))]);
}
