import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { authorise, client, limitRate, tokenRoutes, user } from './authorise.ts';
import { routes } from './routes.ts';
import { collections } from './xobjects.ts';

export { plan } from './conformance-plan.ts';

/** A tenant of Neocrm with one client, by what is known of its interface. */
export function neocrmSimulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'neocrm',
      title: { zh: '销售易', en: 'Neocrm' },
      collections,
      answers,
      connection: (url) => ({
        apiUrl: url,
        tokenUrl: `${url}/oauth2/token.action`,
        clientId: client.id,
        clientSecret: client.secret,
        redirectUri: client.redirectUri,
        username: user.name,
        password: user.password,
      }),
      wrongConnection: { password: 'not-the-password' },
      routes(server, box) {
        tokenRoutes(server, box);
        server.register(async (api) => {
          api.addHook('onRequest', authorise(box));
          api.addHook('onRequest', limitRate(box));
          routes(api, box);
        });
      },
    },
    options,
  );
}
