import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { authorise, oauthRoutes } from './authorise.ts';
import { batchRoutes } from './batch-routes.ts';
import { collections } from './collections.ts';
import { eventsOf, format } from './events.ts';
import { exportRoutes } from './export-routes.ts';
import { limitRate } from './limit-rate.ts';
import { recordRoutes } from './record-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

export { plan } from './conformance-plan.ts';

export interface ServiceCoreOptions extends SimulatorOptions {
  /** Requests a second per credential; the reference core allows 100. */
  readonly requestsPerSecond?: number;
}

/** The reference customer-service core: what any core must do to be joined by the `service-core` connector. */
export function serviceCoreSimulator(options: ServiceCoreOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'service-core',
      title: { zh: '客服核心', en: 'Service core' },
      collections,
      answers,
      connection: (url) => ({
        baseUrl: url,
        authentication: 'oauth2',
        clientId: 'joinery',
        clientSecret: 'core-client-secret-demo',
        webhookSecret: 'whsec-core-demo',
      }),
      wrongConnection: { clientSecret: 'not-the-secret' },
      events: eventsOf,
      format,
      routes(app, box) {
        oauthRoutes(app, box);
        app.register(async (api) => {
          api.addHook('onRequest', authorise(box));
          api.addHook('onRequest', limitRate(box, options.requestsPerSecond ?? 100));
          api.get('/api/v1/me', () => ({
            tenant: { id: 'demo', name: '示例客服中心' },
            app: { id: 'joinery', name: 'Joinery' },
          }));
          exportRoutes(api, box);
          webhookRoutes(api, box);
          batchRoutes(api, box);
          recordRoutes(api, box);
        });
      },
    },
    options,
  );
}
