import { apiRoutes, rolePermissions, roles, type Route } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApi, type TestApi, type TestTenant } from './testing/test-api.ts';
import { codeOf, type Visitor } from './testing/visitor.ts';

let api: TestApi;
let tenant: TestTenant;
beforeAll(async () => {
  api = await testApi();
  tenant = await api.tenant('ACME');
});
afterAll(() => api.end());

const nobody = '0190a000-0000-7000-8000-00000000dead';
/** Open by nature; whoever adds one here says why in the route itself. */
const openRoutes = [
  'GET /api/openapi.json',
  'GET /api/v1/session/options',
  'GET /api/v1/session/sign-on',
  'GET /api/v1/session/sign-on/callback',
  'GET /health/live',
  'GET /health/ready',
  'GET /hooks/:path',
  'GET /metrics',
  'POST /api/v1/session',
  'POST /callbacks/:token',
  'POST /hooks/:path',
  'PUT /hooks/:path',
];

const table = Object.entries<Route>(apiRoutes).filter(([name]) => !['streamRuns', 'signOut'].includes(name));
const addressOf = (route: Route) => route.path.replaceAll(/\{\w+\}/g, nobody);

describe('every route of the server', () => {
  it('is open only where this list says so', () => {
    const open = api.api.routes.filter((route) => 'public' in route.policy && route.method !== 'HEAD');
    expect(open.map((route) => `${route.method} ${route.url}`).toSorted()).toEqual(openRoutes);
  });

  it('belongs to the contract or is one of the open ones', () => {
    const contract = new Set(
      Object.values<Route>(apiRoutes).map(
        (route) => `${route.method} /api/v1${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      ),
    );
    const others = api.api.routes
      .filter((route) => route.method !== 'HEAD')
      .map((route) => `${route.method} ${route.url}`);
    expect(others.filter((one) => !contract.has(one) && !openRoutes.includes(one))).toEqual([]);
  });

  it('turns away who is not signed in', async () => {
    for (const [name, route] of table) {
      if ('public' in route.policy) continue;
      const answer = await api.visitor().send(route.method, addressOf(route));
      expect([name, answer.status, codeOf(answer)]).toEqual([name, 401, 'auth.required']);
    }
  });
});

describe.each(roles)('as %s', (role) => {
  let person: Visitor;
  beforeAll(async () => {
    person = await api.member(tenant, role);
  });

  it('every route lets in exactly who the table of roles says', async () => {
    const wrong: string[] = [];
    for (const [name, route] of table) {
      if (!('permission' in route.policy)) continue;
      const answer = await person.send(route.method, addressOf(route));
      const letIn = codeOf(answer) !== 'auth.forbidden';
      const may = rolePermissions[role].includes(route.policy.permission);
      if (letIn !== may) wrong.push(`${name}: ${answer.status} ${codeOf(answer) ?? ''}`);
      if (answer.status >= 500) wrong.push(`${name}: ${answer.status} ${answer.text}`);
    }
    expect(wrong).toEqual([]);
  });
});
