import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { authorise, tokenRoutes, user } from './authorise.ts';
import { collections } from './collections.ts';
import { routes } from './routes.ts';

export { exempt, plan } from './conformance-plan.ts';

/** A ZenTao server with two products, by version 1 of its interface. */
export function zentaoSimulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'zentao',
      title: { zh: '禅道', en: 'ZenTao' },
      collections,
      answers,
      connection: (url) => ({ baseUrl: url, account: user.account, password: user.password, product: 1 }),
      wrongConnection: { password: 'not-the-password' },
      routes(server, box) {
        tokenRoutes(server, box);
        server.register(async (api) => {
          api.addHook('onRequest', authorise(box));
          routes(api, box);
        });
      },
    },
    options,
  );
}
