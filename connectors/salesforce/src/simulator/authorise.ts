import type { SimulatorApp, SimulatorBox, SimulatorReply, SimulatorRequest } from '@joinery/connector-sdk/simulator';
import { refuse, sessionEnded } from './answers.ts';

export const app = { id: '3MVG9JoineryConsumerKeyDemo', secret: 'salesforce-consumer-secret-demo' };
export const user = { name: 'joinery@example.com', password: 'salesforce-password-demo' };
export const organizationId = '00DRO000001AbCd2AK';
/** The usual session policy; no answer tells it. */
const sessionSeconds = 7_200;
const refreshToken = '5Aep861JoineryRefreshTokenDemo';

/** The token endpoint: client credentials, password and refresh. The answer says where the records are. */
export function tokenRoutes(server: SimulatorApp, box: SimulatorBox): void {
  server.post('/services/oauth2/token', ({ rawBody, host }, reply) => {
    const form = new URLSearchParams(rawBody);
    const refusal = refusalOf(form);
    if (refusal)
      return reply.code(refusal.status).send({ error: refusal.error, error_description: refusal.description });
    const refreshing = form.get('grant_type') === 'password' ? { refresh_token: refreshToken } : {};
    return {
      access_token: box.tokens.issue(app.id, sessionSeconds, `${organizationId.slice(0, 15)}!`),
      ...refreshing,
      signature: 'c2lnbmF0dXJl',
      scope: 'api refresh_token',
      instance_url: `http://${host}`,
      id: `http://${host}/id/${organizationId}/005RO000000AbCdYAK`,
      token_type: 'Bearer',
      issued_at: String(box.now()),
    };
  });
}

interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly description: string;
}

function refusalOf(form: URLSearchParams): Refusal | undefined {
  if (form.get('client_id') !== app.id)
    return { status: 400, error: 'invalid_client_id', description: 'client identifier invalid' };
  if (form.get('client_secret') !== app.secret)
    return { status: 400, error: 'invalid_client', description: 'invalid client credentials' };
  const failed = { status: 400, error: 'invalid_grant', description: 'authentication failure' };
  switch (form.get('grant_type')) {
    case 'client_credentials':
      return undefined;
    case 'password':
      return form.get('username') === user.name && form.get('password') === user.password ? undefined : failed;
    case 'refresh_token':
      return form.get('refresh_token') === refreshToken
        ? undefined
        : { ...failed, description: 'expired access/refresh token' };
    default:
      return { status: 400, error: 'unsupported_grant_type', description: 'grant type not supported' };
  }
}

/** Lets a request pass that carries a living session, and counts it against the day's calls. */
export function authorise(box: SimulatorBox) {
  let calls = 0;
  box.onReset(() => (calls = 0));
  return async ({ url, headers }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    reply.header('sforce-limit-info', `api-usage=${(calls += 1)}/15000`);
    const fault = box.faults.take('expired-token', url);
    if (fault) box.tokens.expireAll();
    if (fault) return refuse(reply, { ...sessionEnded, status: fault.status ?? 401 });
    const token = /^(?:Bearer|OAuth) (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    return box.tokens.check(token) === 'valid' ? undefined : refuse(reply, sessionEnded);
  };
}
