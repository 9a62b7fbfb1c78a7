import type { RequestOperation } from './manifest-parts.ts';

type Request = RequestOperation['request'];
type Budget = 'messages' | 'contact' | 'approvals' | 'todos' | 'robot';

/** A request of the old interface: POST with JSON, its result beside `errcode`. */
export const oldRequest = (path: string, body: string, budget: Budget): Request => ({
  method: 'POST',
  path: `{connection.oapiUrl}${path}`,
  body,
  budget,
});

/** A request of the new interface. */
export const newRequest = (
  method: Request['method'],
  path: string,
  budget: Budget,
  more: Partial<Request> = {},
): Request => ({
  method,
  path: `/v1.0${path}`,
  budget,
  ...more,
});
