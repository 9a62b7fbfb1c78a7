import type { JsonObject } from '@joinery/contracts';
import {
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
  textOf,
} from '@joinery/connector-sdk/simulator';

export const restUser = { name: 'joinery', password: '88f083b5-seeyon-demo' };
const lifetimeSeconds = 900;

declare module 'fastify' {
  interface FastifyRequest {
    /** The member a token is bound to. */
    actingMember: JsonObject;
  }
}

/** A token is an id, bound to the member it acts as. */
export function tokenRoutes(server: SimulatorApp, box: SimulatorBox, bound: Map<string, JsonObject>): void {
  box.onReset(() => bound.clear());
  server.post('/seeyon/rest/token', (request) => {
    const { userName, password, loginName } = (request.body ?? {}) as JsonObject;
    const member = box.records.find('members', (row) => row['loginName'] === loginName);
    const known = userName === restUser.name && password === restUser.password;
    if (!known || !member) return { id: '-1', bindingUser: null, accountId: null, nullToken: true };
    const id = box.tokens.issue(textOf(member['id']), lifetimeSeconds);
    bound.set(id, member);
    return {
      id,
      bindingUser: {
        id: member['id'],
        loginName,
        name: member['name'],
        loginAccount: member['orgAccountId'],
        departmentId: member['orgDepartmentId'],
      },
      accountId: null,
      nullToken: false,
    };
  });
}

/** Lets a request pass that carries a living token. */
export function authorise(box: SimulatorBox, bound: ReadonlyMap<string, JsonObject>) {
  return async (request: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const fault = box.faults.take('expired-token', request.url);
    if (fault) box.tokens.expireAll();
    const token = request.headers['token'];
    const member = typeof token === 'string' && box.tokens.check(token) === 'valid' ? bound.get(token) : undefined;
    if (!member) return reply.code(fault?.status ?? 401).send({ code: 1010, message: '被迫下线，原因：token失效' });
    request.actingMember = member;
    return undefined;
  };
}
