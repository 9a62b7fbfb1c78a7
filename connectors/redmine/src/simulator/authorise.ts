import type { SimulatorBox, SimulatorReply, SimulatorRequest } from '@joinery/connector-sdk/simulator';
import { textOf } from '@joinery/connector-sdk/simulator';
import { bare } from './answers.ts';

export const apiKey = 'b2c4d6e8f00112233445566778899aabbccddeef';
export const person = { login: 'joinery', password: 'redmine-password-demo' };

const basicOf = (name: string, password: string): string =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

/** The key in its header, or as the name of a Basic credential; or login and password. */
export function authorise({ records }: SimulatorBox) {
  return async ({ headers }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const known =
      headers['x-redmine-api-key'] === apiKey ||
      headers.authorization === basicOf(person.login, person.password) ||
      headers.authorization === basicOf(apiKey, 'x');
    if (!known) return bare(reply.header('www-authenticate', 'Basic realm="Redmine API"'), 401);
    const other = headers['x-redmine-switch-user'];
    if (other !== undefined && !records.find('users', ({ login }) => textOf(login) === other))
      return reply.code(412).send({ error: 'Invalid X-Redmine-Switch-User header' });
    return undefined;
  };
}
