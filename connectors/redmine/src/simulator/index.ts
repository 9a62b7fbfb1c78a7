import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { apiKey, authorise } from './authorise.ts';
import { collections } from './collections.ts';
import { routes } from './routes.ts';

export { plan } from './conformance-plan.ts';

/** A Redmine 5 with two projects, by the contract of its REST interface. It sends no events. */
export function redmineSimulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'redmine',
      title: { zh: 'Redmine', en: 'Redmine' },
      collections,
      answers,
      connection: (url) => ({ baseUrl: url, project: 'support', authentication: 'key', apiKey }),
      wrongConnection: { apiKey: 'not-the-key' },
      routes(app, box) {
        app.addHook('onRequest', authorise(box));
        routes(app, box);
      },
    },
    options,
  );
}
