import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { accountRoutes } from './account-routes.ts';
import { answers } from './answers.ts';
import { accessToken, authorise, clientSecret, limitRate } from './authorise.ts';
import { batchRoutes } from './batch-routes.ts';
import { collections } from './collections.ts';
import { eventsOf, format } from './events.ts';
import { recordRoutes } from './record-routes.ts';

export { plan } from './conformance-plan.ts';

/** A HubSpot account with a private app, by the contract of its CRM API. */
export function hubspotSimulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'hubspot',
      title: { zh: 'HubSpot', en: 'HubSpot' },
      collections,
      answers,
      connection: (url) => ({ apiUrl: url, authentication: 'private-app', accessToken, clientSecret }),
      wrongConnection: { accessToken: 'not-the-token' },
      events: eventsOf,
      format,
      routes(app, box) {
        app.addHook('onRequest', authorise);
        app.addHook('onRequest', limitRate(box));
        batchRoutes(app, box);
        recordRoutes(app, box);
        accountRoutes(app, box);
      },
    },
    options,
  );
}
