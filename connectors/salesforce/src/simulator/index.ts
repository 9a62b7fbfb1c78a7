import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { app as connectedApp, authorise, organizationId, tokenRoutes } from './authorise.ts';
import { collectionRoutes } from './collection-routes.ts';
import { collections } from './collections.ts';
import { eventsOf, format } from './outbound-messages.ts';
import { queryRoutes } from './query-routes.ts';
import { recordRoutes } from './record-routes.ts';

export { plan } from './conformance-plan.ts';

/** A Salesforce organisation with a connected app, by the contract of its REST interface. */
export function salesforceSimulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'salesforce',
      title: { zh: 'Salesforce', en: 'Salesforce' },
      collections,
      answers,
      connection: (url) => ({
        loginUrl: url,
        authentication: 'client-credentials',
        clientId: connectedApp.id,
        clientSecret: connectedApp.secret,
        organizationId,
      }),
      wrongConnection: { clientSecret: 'not-the-secret' },
      events: eventsOf,
      format,
      routes(app, box) {
        tokenRoutes(app, box);
        app.register(async (api) => {
          api.addHook('onRequest', authorise(box));
          queryRoutes(api, box);
          collectionRoutes(api, box);
          recordRoutes(api, box);
        });
      },
    },
    options,
  );
}
