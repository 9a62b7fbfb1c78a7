/**
 * The address of a request, which must lie below the connection's base address: same scheme, host and port, and the
 * path within the base path after `..` was resolved. Undefined where it does not.
 *
 * @example addressBelow('https://a.example/v1', '/users?x=1') // 'https://a.example/v1/users?x=1'
 */
export function addressBelow(baseUrl: string, path: string): string | undefined {
  const base = baseUrl.replace(/\/+$/, '');
  const wanted = /^[a-z][a-z0-9+.-]*:/i.test(path)
    ? path
    : `${base}${path === '' || path.startsWith('/') || path.startsWith('?') ? path : `/${path}`}`;
  if (!URL.canParse(wanted) || !URL.canParse(base)) return undefined;
  const url = new URL(wanted);
  const root = new URL(base);
  const below = root.pathname.replace(/\/+$/, '');
  const inside = url.pathname === below || url.pathname.startsWith(`${below}/`) || below === '';
  // An encoded dot or slash is resolved by some servers and not by us.
  const plain = !/%2e|%2f|%5c|\\/i.test(url.pathname);
  return url.origin === root.origin && url.username === '' && url.password === '' && inside && plain
    ? url.href
    : undefined;
}
