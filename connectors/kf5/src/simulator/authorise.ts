import type { SimulatorReply, SimulatorRequest } from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';

export const agent = {
  id: 733,
  email: 'admin@acme.example',
  token: 'kf5-api-token-demo',
  password: 'kf5-password-demo',
};
const basic = (name: string, secret: string): string => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
const known = [basic(`${agent.email}/token`, agent.token), basic(agent.email, agent.password)];

/** `email/token` with the token, or the e-mail with its password. */
export async function authorise({ headers }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> {
  return known.includes(headers.authorization ?? '')
    ? undefined
    : refuse(reply, 401, "Couldn't authenticate you", '邮箱或通信密钥不正确');
}
