import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { accessToken, appRoutes, authorise, limitRate } from './authorise.ts';
import { collections } from './collections.ts';
import { eventsOf, format, ping } from './events.ts';
import { issueRoutes } from './issue-routes.ts';
import { otherRoutes } from './other-routes.ts';

export { plan } from './conformance-plan.ts';

export interface GithubOptions extends SimulatorOptions {
  /** GitHub allows a token 5,000. */
  readonly requestsPerHour?: number;
  /** Public key (PEM) of App 1234, which is installed as 77; without it no App signs in. */
  readonly appPublicKey?: string;
}

/** A GitHub with two repositories, by the contract of its REST API. */
export function githubSimulator(options: GithubOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'github',
      title: { zh: 'GitHub', en: 'GitHub' },
      collections,
      answers,
      connection: (url) => ({
        apiUrl: url,
        repository: 'acme/support',
        authentication: 'token',
        accessToken,
        webhookSecret: 'github-webhook-secret-demo',
      }),
      wrongConnection: { accessToken: 'not-the-token' },
      events: eventsOf,
      format,
      handshake: ping,
      routes(app, box) {
        app.addHook('onRequest', authorise(box));
        app.addHook('onRequest', limitRate(box, options.requestsPerHour ?? 5_000));
        appRoutes(app, box, options.appPublicKey);
        issueRoutes(app, box);
        otherRoutes(app, box);
      },
    },
    // What was not accepted is not sent again.
    { ...options, retryDelaysMs: [] },
  );
}
