import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { app, authorise, tokenRoutes } from './authorise.ts';
import { collections } from './collections.ts';
import { limitRate } from './limit-rate.ts';
import { lookUpRoutes } from './look-up-routes.ts';
import { Scrolls } from './scrolls.ts';
import { timeWindowRoutes } from './time-window-routes.ts';

export { plan } from './conformance-plan.ts';

/** A Beisen tenant: scrolls that are forgotten after ten seconds, windows of at most 90 days, limits by interface. */
export function beisenSimulator(options?: SimulatorOptions): Simulator {
  return createSimulator(
    {
      name: 'beisen',
      title: { zh: '北森 iTalent', en: 'Beisen iTalent' },
      collections,
      answers,
      connection: (url) => ({
        baseUrl: url,
        tenantId: app.tenantId,
        appId: app.id,
        appSecret: app.secret,
        historyFrom: '2025-01-01',
      }),
      wrongConnection: { appSecret: 'not-the-secret' },
      routes(server, box) {
        tokenRoutes(server, box);
        server.register(async (api) => {
          api.addHook('onRequest', authorise(box));
          api.addHook('onRequest', limitRate(box));
          const scrolls = new Scrolls(box);
          timeWindowRoutes(api, box, scrolls);
          lookUpRoutes(api, box, scrolls);
        });
      },
    },
    options,
  );
}
