import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { agent, authorise } from './authorise.ts';
import { collections } from './collections.ts';
import { routes } from './routes.ts';

export { exempt, plan } from './conformance-plan.ts';

/** A KF5 account, by the contract of its interface of version 2. It sends no events. */
export function kf5Simulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'kf5',
      title: { zh: '逸创云客服 KF5', en: 'KF5' },
      collections,
      answers,
      connection: (url) => ({ baseUrl: url, email: agent.email, authentication: 'token', apiToken: agent.token }),
      wrongConnection: { apiToken: 'not-the-token' },
      routes(app, box) {
        app.addHook('onRequest', authorise);
        routes(app, box);
      },
    },
    options,
  );
}
