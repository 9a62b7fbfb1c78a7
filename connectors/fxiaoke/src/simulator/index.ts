import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { app as ownApp, authorise, company, limitRate, tokenRoutes } from './authorise.ts';
import { collections } from './collections.ts';
import { dataRoutes } from './data-routes.ts';

export { plan } from './conformance-plan.ts';

/** A company at ShareCRM with one app, by what is known of its interface. */
export function fxiaokeSimulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'fxiaoke',
      title: { zh: '纷享销客', en: 'ShareCRM (Fxiaoke)' },
      collections,
      answers,
      connection: (url) => ({
        domain: url,
        generation: 'new',
        appId: ownApp.id,
        appSecret: ownApp.secret,
        permanentCode: ownApp.code,
        userId: company.userId,
        openUserId: company.openUserId,
      }),
      wrongConnection: { appSecret: 'not-the-secret' },
      routes(server, box) {
        tokenRoutes(server, box);
        server.register(async (api) => {
          // The credentials of the old generation stand in the body.
          api.addHook('preHandler', authorise(box));
          api.addHook('preHandler', limitRate(box));
          dataRoutes(api, box);
        });
      },
    },
    options,
  );
}
