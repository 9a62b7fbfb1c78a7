import type { SimulatorApp, SimulatorBox, SimulatorReply, SimulatorRequest } from '@joinery/connector-sdk/simulator';
import { refusal } from './answers.ts';
import { decrypted, firstRegistration, newRegistration, type Registration } from './keys.ts';

export const appId = 'EEAA5436-7577-4BE0-8C6C-89E9D88805EA';
const usualSeconds = 1_800;

declare module 'fastify' {
  interface FastifyRequest {
    /** Id of the person in whose name the call is made; empty without one. */
    actingUser: string;
  }
}

/** The registration in force, and who calls. */
export class Gate {
  readonly #box: SimulatorBox;
  #registration: Registration = firstRegistration;

  constructor(box: SimulatorBox) {
    this.#box = box;
    box.onReset(() => (this.#registration = firstRegistration));
  }

  routes(server: SimulatorApp): void {
    server.decorateRequest('actingUser', '');
    server.post('/api/ec/dev/auth/regist', ({ headers }) => this.#register(headers));
    server.post('/api/ec/dev/auth/applytoken', ({ headers }) => this.#applyToken(headers));
  }

  /** A living token, and a person that its key has encrypted. */
  async authorise(request: SimulatorRequest, reply: SimulatorReply): Promise<unknown> {
    const { headers, url } = request;
    const fault = this.#box.faults.take('expired-token', url);
    if (fault) this.#box.tokens.expireAll();
    if (headers['appid'] !== appId) return reply.send(refusal('appid不存在'));
    if (this.#box.tokens.check(textOf(headers['token'])) !== 'valid') return reply.send(refusal('token不存在或者超时'));
    if (headers['userid'] === undefined) return undefined;
    const user = decrypted(this.#registration, textOf(headers['userid']));
    if (user === undefined) return reply.send(refusal('解密失败！'));
    // A session that is there already wins over the header.
    request.actingUser = headers.cookie?.includes('JSESSIONID') ? '1' : user;
    return this.#box.records.get('people', request.actingUser)
      ? undefined
      : reply.send({ code: 'USER_EXCEPTION', errMsg: { userid: request.actingUser } });
  }

  /** Replaces the pair: whoever still holds the old one is out. */
  #register(headers: SimulatorRequest['headers']): object {
    if (headers['appid'] !== appId) return refusal('appid不存在');
    if (textOf(headers['cpk']) === '') return refusal('cpk不能为空');
    this.#registration = newRegistration(this.#box.newId());
    const { secrit, spk } = this.#registration;
    return { errcode: 0, status: true, code: 0, msg: 'ok', errmsg: 'ok', secrit, secret: secrit, spk };
  }

  #applyToken(headers: SimulatorRequest['headers']): object {
    if (headers['appid'] !== appId) return refusal('appid不存在');
    const given = decrypted(this.#registration, textOf(headers['secret']));
    if (given !== this.#registration.secrit) return refusal('解密失败！');
    const seconds = Number(headers['time'] ?? usualSeconds);
    const token = this.#box.tokens.issue(appId, Number.isFinite(seconds) ? seconds : usualSeconds);
    return { status: true, code: 0, msg: '获取成功!', msgShowType: 'none', token };
  }
}

function textOf(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}
