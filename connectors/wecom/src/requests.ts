import type { RequestOperation } from './manifest-parts.ts';

type Request = RequestOperation['request'];
type Budget = 'messages' | 'contact' | 'approvals' | 'robot';

/** Most of WeCom's interface: POST with JSON below `/cgi-bin`. */
export const posted = (path: string, body: string, budget: Budget): Request => ({
  method: 'POST',
  path: `/cgi-bin${path}`,
  body,
  budget,
});

export const gotten = (path: string, query: Request['query'], budget: Budget): Request => ({
  method: 'GET',
  path: `/cgi-bin${path}`,
  ...(query && { query }),
  budget,
});
