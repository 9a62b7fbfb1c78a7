import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { account, authorise, limitRate, tokenRoutes } from './authorise.ts';
import { collections, workspaceId } from './collections.ts';
import { eventsOf, format } from './events.ts';
import { routes } from './routes.ts';

export { exempt, plan } from './conformance-plan.ts';

export interface TapdOptions extends SimulatorOptions {
  /** Not documented; 120. */
  readonly requestsPerMinute?: number;
}

/** A TAPD with one workspace, by the contract of its open platform. */
export function tapdSimulator(options: TapdOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'tapd',
      title: { zh: 'TAPD', en: 'TAPD' },
      collections,
      answers,
      connection: (url) => ({
        apiUrl: url,
        workspaceId,
        authentication: 'account',
        apiUser: account.user,
        apiPassword: account.password,
        operator: 'joinery',
        webhookSecret: 'tapd-webhook-secret-demo',
      }),
      wrongConnection: { apiPassword: 'not-the-password' },
      events: eventsOf,
      format,
      routes(server, box) {
        server.addHook('onRequest', authorise(box));
        server.addHook('onRequest', limitRate(box, options.requestsPerMinute ?? 120));
        tokenRoutes(server, box);
        routes(server, box);
      },
    },
    options,
  );
}
