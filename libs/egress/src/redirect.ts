/** Where an answer sends us, and what goes there with us. */
export interface Hop {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

const alwaysCredentials = ['authorization', 'cookie', 'proxy-authorization'];
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/**
 * The next hop, or undefined when the answer stands as it is. Credentials stay with the origin they were meant for:
 * to another one go no credential headers and no body.
 */
export function nextHop(
  hop: Hop,
  answer: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  credentialHeaders: readonly string[] = [],
): Hop | undefined {
  if (!redirectStatuses.has(answer.status)) return undefined;
  const location = answer.headers['location'];
  if (!location || !URL.canParse(location, hop.url.href)) return undefined;
  const url = new URL(location, hop.url);
  const foreign = url.origin !== hop.url.origin;
  const asGet = becomesGet(hop.method, answer.status);
  if (foreign && !asGet && hop.body !== undefined) return undefined;
  const dropped = new Set<string>([
    ...(foreign ? [...alwaysCredentials, ...credentialHeaders.map((name) => name.toLowerCase())] : []),
    ...(asGet ? ['content-type', 'content-length'] : []),
    'host',
  ]);
  const headers = Object.fromEntries(Object.entries(hop.headers).filter(([name]) => !dropped.has(name.toLowerCase())));
  return { method: asGet ? 'GET' : hop.method, url, headers, body: asGet ? undefined : hop.body };
}

function becomesGet(method: string, status: number): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return status === 303 || ((status === 301 || status === 302) && method === 'POST');
}
