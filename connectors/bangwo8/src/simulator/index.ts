import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { authorise, keys, tokenRoutes } from './authorise.ts';
import { collections } from './collections.ts';
import { routes } from './routes.ts';

export { exempt, plan } from './conformance-plan.ts';

/** A Bangwo8 account, by the contract of version 1 of its interface. It sends no events. */
export function bangwo8Simulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'bangwo8',
      title: { zh: '帮我吧', en: 'Bangwo8' },
      collections,
      answers,
      connection: (url) => ({ baseUrl: url, authentication: 'oauth2', secretId: keys.id, secret: keys.secret }),
      wrongConnection: { secret: 'not-the-secret' },
      routes(app, box) {
        app.addHook('onRequest', authorise(box));
        tokenRoutes(app, box);
        routes(app, box);
      },
    },
    options,
  );
}
