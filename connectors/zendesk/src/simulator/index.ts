import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { agent, authorise, limitRate } from './authorise.ts';
import { collections } from './collections.ts';
import { eventsOf, format } from './events.ts';
import { peopleRoutes } from './people-routes.ts';
import { ticketRoutes } from './ticket-routes.ts';

export { plan } from './conformance-plan.ts';

export interface ZendeskOptions extends SimulatorOptions {
  /** By plan: 200 to 2,500. */
  readonly requestsPerMinute?: number;
  /** How old a change is before an export holds it; a minute at Zendesk. */
  readonly exportDelayMs?: number;
}

/** A Zendesk Support account, by the contract of its ticketing API. */
export function zendeskSimulator(options: ZendeskOptions = {}): Simulator {
  const { requestsPerMinute = 700, exportDelayMs = 60_000 } = options;
  return createSimulator(
    {
      name: 'zendesk',
      title: { zh: 'Zendesk', en: 'Zendesk' },
      collections,
      answers,
      connection: (url) => ({
        baseUrl: url,
        authentication: 'api-token',
        email: agent.email,
        apiToken: agent.apiToken,
        signingSecret: 'zendesk-signing-secret-demo',
      }),
      wrongConnection: { apiToken: 'not-the-token' },
      events: eventsOf,
      format,
      routes(app, box) {
        app.addHook('onRequest', authorise);
        app.addHook('onRequest', limitRate(box, requestsPerMinute));
        ticketRoutes(app, box, exportDelayMs);
        peopleRoutes(app, box, exportDelayMs);
      },
    },
    options,
  );
}
