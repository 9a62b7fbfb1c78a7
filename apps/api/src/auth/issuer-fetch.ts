import { Egress } from '@joinery/egress';
import type { CustomFetch } from 'openid-client';

const installation = '00000000-0000-0000-0000-000000000000';

/** The operator named the issuer, so its own address may be private; everything else goes by the usual rules. */
export function issuerFetch(issuer: URL): CustomFetch {
  const port = Number(issuer.port || (issuer.protocol === 'https:' ? 443 : 80));
  const egress = new Egress({ rules: { for: () => [{ host: issuer.hostname, port }] } });
  return async (url, { method, headers, body, signal }) => {
    const answer = await egress.send({
      tenantId: installation,
      method,
      url,
      headers: { ...headers },
      ...(body === undefined || body === null ? {} : { body: bodyText(body) }),
      ...(signal ? { signal } : {}),
    });
    return new Response(new Uint8Array(answer.body), { status: answer.status, headers: answer.headers });
  };
}

function bodyText(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError('the client of the issuer sends forms only');
}
